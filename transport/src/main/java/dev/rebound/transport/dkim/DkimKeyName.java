package dev.rebound.transport.dkim;

import java.util.Locale;

/**
 * The name under which a key is published in DNS: {@code selector._domainkey.example.com}. It is also the
 * name of the key's file and of the key in the configuration, so that there is one word for one key.
 *
 * @param selector lower case; may have several labels
 * @param domain lower-case A-labels; the {@code d=} of signatures
 */
public record DkimKeyName(String selector, String domain) {

    private static final String INFIX = "._domainkey.";
    /** DNS allows no longer name (RFC 1035, section 2.3.4). */
    private static final int LENGTH_MAX = 253;

    public DkimKeyName {
        check(selector);
        check(domain);
        if ((selector + INFIX + domain).length() > LENGTH_MAX) {
            throw new IllegalArgumentException("longer than " + LENGTH_MAX + " characters");
        }
    }

    /** Labels of letters, digits and inner hyphens; nothing in it can leave the folder of keys. */
    private static void check(String name) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")) {
            throw new IllegalArgumentException("selector and domain consist of letters, digits, hyphens and dots");
        }
    }

    /**
     * Reads the whole name.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static DkimKeyName parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int infix = lower.indexOf(INFIX);
        if (infix < 0) {
            throw new IllegalArgumentException("expected selector._domainkey.domain");
        }
        return new DkimKeyName(lower.substring(0, infix), lower.substring(infix + INFIX.length()));
    }

    /** Whether mail from a domain may be signed with it: from its own, or one below it (DMARC alignment). */
    boolean isFor(String authorDomain) {
        return authorDomain.equals(domain) || authorDomain.endsWith("." + domain);
    }

    @Override
    public String toString() {
        return selector + INFIX + domain;
    }
}
