package dev.rebound.server.recipient;

/** A step that somebody can take about a bounce; its text is at {@code AdviceStep.<name>}. */
public enum AdviceStep {
    /** Find the right address and put it into the contact. */
    CORRECT_ADDRESS,
    /** Nothing else: later marketing email leaves the address out by itself. */
    LEFT_OUT_BY_ITSELF,
    /** Three accounts make it a global bounce. */
    COUNTS_TOWARDS_GLOBAL,
    /** Wait until the person uses the mailbox again. */
    ASK_TO_MAKE_ROOM,
    /** Read what the server said. */
    READ_THE_WORDS,
    /** Look at subject, wording, links, attachments. */
    REVISE_CONTENT,
    /** Check SPF, DKIM and DMARC of the sending domain. */
    CHECK_SENDING_DOMAIN,
    /** Publish the records that are missing. */
    PUBLISH_RECORDS,
    /** Look at the reputation of the sending IP addresses. */
    CHECK_REPUTATION,
    /** Ask the contact to allowlist the sending IP addresses. */
    ASK_TO_ALLOWLIST,
    /** Lift the suppression afterwards. */
    UNBOUNCE,
    /** Ask an operator: it is suppressed for every account. */
    ASK_OPERATOR,
    /** Clone the email and send it later; "resend to soft bounced" does. */
    CLONE_AND_SEND_LATER,
    /** Nothing yet: it is still being tried. */
    WAIT
}
