package dev.rebound.engine.sequence;

/**
 * How a sequence does.
 *
 * @param enrolled how often contacts were enrolled
 * @param active that still go through it
 * @param finished that had every step
 * @param unclear that ended because nobody knows whether a step was sent
 * @param emails what became of its emails
 */
public record SequenceFigures(long enrolled, long active, long finished, long unclear, Emails emails) {

    /** Of nobody. */
    public static final SequenceFigures NONE = ofPeople(0, 0, 0, 0);

    /**
     * What became of its emails.
     *
     * @param sent taken by the senders' servers
     * @param bounced those that bounced, at once or later
     * @param replied enrolments whose contact answered
     * @param deliveredUnknown sent, and neither a bounce nor an answer came: whether they arrived is not known
     */
    public record Emails(long sent, long bounced, long replied, long deliveredUnknown) {}

    /** Of people, before their emails are looked at. */
    public static SequenceFigures ofPeople(long enrolled, long active, long finished, long unclear) {
        return new SequenceFigures(enrolled, active, finished, unclear, new Emails(0, 0, 0, 0));
    }

    /** With what became of the emails. */
    public SequenceFigures with(Emails known) {
        return new SequenceFigures(enrolled, active, finished, unclear, known);
    }
}
