package dev.rebound.transport.smtp;

import dev.rebound.core.smtp.SmtpReply;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server offered in its EHLO reply (RFC 5321, section 4.1.1.1), as far as we use it. Nothing hangs
 * on ENHANCEDSTATUSCODES (RFC 2034): servers send the codes without offering them, and a reply is read for
 * them always.
 *
 * @param keywords upper case
 * @param mechanisms of AUTH (RFC 4954), upper case
 */
record Capabilities(Set<String> keywords, Set<String> mechanisms) {

    /** What a server has that knows only HELO. */
    static final Capabilities NONE = new Capabilities(Set.of(), Set.of());

    static Capabilities of(SmtpReply ehlo) {
        Set<String> keywords =
                ehlo.lines().stream().skip(1).map(line -> words(line)[0]).collect(Collectors.toUnmodifiableSet());
        Set<String> mechanisms = ehlo.lines().stream()
                .skip(1)
                .map(Capabilities::words)
                .filter(words -> words[0].equals("AUTH"))
                .flatMap(words -> Arrays.stream(words).skip(1))
                .collect(Collectors.toUnmodifiableSet());
        return new Capabilities(keywords, mechanisms);
    }

    /** Some servers write {@code AUTH=LOGIN}, as an early draft had it. */
    private static String[] words(String line) {
        return line.strip().toUpperCase(Locale.ROOT).split("[ =]+");
    }

    /** RFC 2920. */
    boolean pipelining() {
        return keywords.contains("PIPELINING");
    }

    /** RFC 1870. */
    boolean size() {
        return keywords.contains("SIZE");
    }

    /** RFC 6152. */
    boolean eightBitMime() {
        return keywords.contains("8BITMIME");
    }

    /** RFC 6531. */
    boolean smtpUtf8() {
        return keywords.contains("SMTPUTF8");
    }

    /** RFC 3207. */
    boolean startTls() {
        return keywords.contains("STARTTLS");
    }

    /** RFC 3030. */
    boolean chunking() {
        return keywords.contains("CHUNKING");
    }
}
