package dev.rebound.parse.finding;

/**
 * One concession made while reading a message.
 *
 * @param kind what was odd
 * @param place where, for example {@code part 1.2} or {@code header subject}; never words of the message
 */
public record Finding(FindingKind kind, String place) {

    /** Kind and place, as shown in JSON: {@code too-deep: part 1.2}. */
    @Override
    public String toString() {
        return kind.jsonName() + ": " + place;
    }
}
