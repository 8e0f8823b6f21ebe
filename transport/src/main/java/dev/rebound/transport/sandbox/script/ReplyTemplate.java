package dev.rebound.transport.sandbox.script;

import dev.rebound.core.smtp.SmtpReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SMTP reply with places for what only the dialogue knows, such as <code>{recipient}</code>.
 *
 * @param code reply code
 * @param lines texts of the lines without the code, the enhanced status code included where there is one
 */
public record ReplyTemplate(int code, List<String> lines) {

    /** What may stand in braces. */
    public static final Set<String> PLACES = Set.of("recipient", "local", "domain", "host", "sender", "client", "id");

    /** Longest line in characters, so that a filled-in one stays below the 512 octets of RFC 5321. */
    static final int LINE_LENGTH_MAX = 300;

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]{1,32})}");

    public ReplyTemplate {
        lines = List.copyOf(lines);
    }

    /** Fills the places in; a place that is not in {@code values} stays empty. */
    public SmtpReply fill(Map<String, String> values) {
        return new SmtpReply(
                code, lines.stream().map(line -> fill(line, values)).toList());
    }

    private static String fill(String line, Map<String, String> values) {
        return PLACE.matcher(line)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    /** The first word in braces that is no place. */
    Optional<String> strangePlace() {
        return lines.stream()
                .flatMap(line -> PLACE.matcher(line).results())
                .map(place -> place.group(1))
                .filter(word -> !PLACES.contains(word))
                .findFirst();
    }
}
