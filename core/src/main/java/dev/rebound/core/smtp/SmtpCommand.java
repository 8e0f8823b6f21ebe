package dev.rebound.core.smtp;

/** The step of an SMTP dialogue that a reply answers (RFC 5321, section 4.1). */
public enum SmtpCommand {
    /** The greeting after the connection was made. */
    CONNECT,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The final dot after the message text: the reply that takes or refuses responsibility. */
    END_OF_DATA,
    RSET,
    QUIT
}
