package dev.rebound.engine.email;

/** Why an email cannot be saved or sent as it is. */
public enum EmailProblem {
    NO_NAME,
    NO_SUBJECT,
    /** A line break or control character in name, subject or sender's name. */
    CONTROL_CHARACTER,
    LINE_TOO_LONG,
    /** Neither text nor HTML. */
    NO_BODY,
    BODY_TOO_LONG,
    /** Braces with a name that is no {@link PersonalField}. */
    UNKNOWN_FIELD,
    /** The selection has no contact. */
    NOBODY_SELECTED,
    /** Contacts are selected, but none of them may be sent to. */
    NOBODY_ELIGIBLE,
    /** It has been sent, or is being sent. */
    NOT_A_DRAFT
}
