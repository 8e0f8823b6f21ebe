package dev.rebound.core.smtp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One complete reply of a mail server, every line kept as it came (RFC 5321, section 4.2).
 *
 * @param code the three-digit reply code, 200 to 599
 * @param lines the text of each line without code, separator and line end; never empty
 */
public record SmtpReply(int code, List<String> lines) {

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("reply code must be 200 to 599, was " + code);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
        lines = List.copyOf(lines);
    }

    /** A reply of one line. */
    public static SmtpReply of(int code, String line) {
        return new SmtpReply(code, List.of(line));
    }

    /**
     * Reads a reply as one would paste it: {@code 550-5.1.1 no such} and its continuation lines.
     * A line without a code keeps its text; empty if no line starts with a reply code.
     */
    public static Optional<SmtpReply> parse(String text) {
        List<String> lines = text.strip().lines().toList();
        int code = lines.isEmpty() ? -1 : codeOf(lines.getFirst());
        if (code < 0) {
            return Optional.empty();
        }
        return Optional.of(new SmtpReply(
                code, lines.stream().map(line -> textOf(line, code)).toList()));
    }

    private static int codeOf(String line) {
        if (line.length() < 3 || (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-')) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            code = code * 10 + digit;
        }
        return code >= 200 && code <= 599 ? code : -1;
    }

    private static String textOf(String line, int code) {
        return codeOf(line) == code ? line.substring(Math.min(4, line.length())) : line;
    }

    /** The lines joined by a space: what a classifier reads. */
    public String text() {
        return String.join(" ", lines);
    }

    /** The enhanced status code that opens the text (RFC 2034, section 4), if the server gives one. */
    public Optional<EnhancedStatus> enhancedStatus() {
        String first = lines.getFirst();
        int end = first.indexOf(' ');
        return EnhancedStatus.parse(end < 0 ? first : first.substring(0, end));
    }

    /** 2yz: the command was carried out. */
    public boolean isPositive() {
        return code < 300;
    }

    /** 3yz: the server waits for more, for example message text after {@code DATA}. */
    public boolean isIntermediate() {
        return code >= 300 && code < 400;
    }

    /** 4yz: refused for now. */
    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    /** 5yz: refused for good. */
    public boolean isPermanent() {
        return code >= 500;
    }

    /** The reply as it stood on the wire, lines separated by a line feed. */
    public String wireText() {
        int last = lines.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> code + (i == last ? " " : "-") + lines.get(i))
                .collect(Collectors.joining("\n"));
    }
}
