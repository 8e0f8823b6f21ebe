package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpReply;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server offered in its EHLO reply (RFC 5321, section 4.1.1.1), as far as we use it.
 *
 * @param pipelining RFC 2920
 * @param size RFC 1870
 * @param eightBitMime RFC 6152
 * @param smtpUtf8 RFC 6531
 * @param startTls RFC 3207
 */
record Capabilities(boolean pipelining, boolean size, boolean eightBitMime, boolean smtpUtf8, boolean startTls) {

    /** What a server has that knows only HELO. */
    static final Capabilities NONE = new Capabilities(false, false, false, false, false);

    static Capabilities of(SmtpReply ehlo) {
        Set<String> keywords = ehlo.lines().stream()
                .skip(1)
                .map(line -> line.strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new Capabilities(
                keywords.contains("PIPELINING"),
                keywords.contains("SIZE"),
                keywords.contains("8BITMIME"),
                keywords.contains("SMTPUTF8"),
                keywords.contains("STARTTLS"));
    }
}
