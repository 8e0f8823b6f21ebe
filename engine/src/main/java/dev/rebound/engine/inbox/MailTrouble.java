package dev.rebound.engine.inbox;

/**
 * Why a mail server could not be used, with its own words. Pages say for each kind what to do.
 *
 * @param words of the server or of our side, in its language; may be empty. Never a secret
 */
public record MailTrouble(Kind kind, Side side, String words) {

    /** Longest words that are kept, in characters. */
    public static final int WORDS_LENGTH_MAX = 500;

    public MailTrouble {
        words = words.length() > WORDS_LENGTH_MAX ? words.substring(0, WORDS_LENGTH_MAX) : words;
    }

    /** Which of the two servers. */
    public enum Side {
        IMAP,
        SMTP
    }

    /** What is wrong. */
    public enum Kind {
        /** The server does not know the name and password together. */
        WRONG_PASSWORD,
        /** The provider wants a password made for applications. */
        APP_PASSWORD_NEEDED,
        /** IMAP or SMTP is switched off for this mailbox at the provider. */
        SWITCHED_OFF,
        /** The consent was revoked, or has ended. */
        CONSENT_REVOKED,
        /** OAuth: the provider's token endpoint could not be asked, or our client is set up wrongly. */
        CONSENT_NOT_RENEWED,
        /** The server offers no TLS, or the handshake failed. */
        TLS_FAILED,
        /** The certificate does not prove that it is the right server. */
        WRONG_CERTIFICATE,
        /** Nothing takes connections there. */
        REFUSED_CONNECTION,
        /** No connection in time: mostly a blocked port. */
        BLOCKED_PORT,
        /** It took the connection and never answered. */
        NO_ANSWER,
        /** The host's name has no address. */
        NO_SUCH_HOST,
        /** The host is at an address that may not be connected to. */
        FORBIDDEN_HOST,
        /** What answered does not speak the protocol, or broke it. */
        NOT_UNDERSTOOD,
        /** The connection ended in the middle. */
        CONNECTION_LOST,
        /** Too many connections or too many commands: the provider wants us to wait. */
        TOO_MANY,
        /** The server says that it cannot at the moment, for a reason of its own. */
        UNAVAILABLE,
        /** The mailbox is over its quota. */
        OVER_QUOTA,
        /** The server said no in words that we do not know. */
        REFUSED;

        /** Whether nothing gets better before a person does something. */
        public boolean needsPerson() {
            return switch (this) {
                case WRONG_PASSWORD, APP_PASSWORD_NEEDED, SWITCHED_OFF, CONSENT_REVOKED -> true;
                case CONSENT_NOT_RENEWED,
                        TLS_FAILED,
                        WRONG_CERTIFICATE,
                        REFUSED_CONNECTION,
                        BLOCKED_PORT,
                        NO_ANSWER,
                        NO_SUCH_HOST,
                        FORBIDDEN_HOST,
                        NOT_UNDERSTOOD,
                        CONNECTION_LOST,
                        TOO_MANY,
                        UNAVAILABLE,
                        OVER_QUOTA,
                        REFUSED -> false;
            };
        }
    }
}
