package dev.rebound.engine.email;

/** Where a marketing email stands. */
public enum EmailState {
    /** Can be edited. */
    DRAFT,
    /** Will be sent at a set time. */
    SCHEDULED,
    /** Its recipients are being accepted. */
    SENDING,
    /** Every recipient has been accepted or left out; messages may still be pending. */
    SENT,
    /** Collects what programs hand over by SMTP under one name on one day; neither written nor sent here. */
    SUBMITTED
}
