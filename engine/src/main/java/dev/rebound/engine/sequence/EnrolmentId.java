package dev.rebound.engine.sequence;

/** Names the enrolment of a contact in a sequence. */
public record EnrolmentId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
