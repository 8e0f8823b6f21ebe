package dev.rebound.engine.email;

import dev.rebound.engine.email.EmailCheck.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through an email for what recipients would stumble over. Pure, and linear in the length of the email.
 *
 * <p>The limits: Gmail cuts messages off at about 102 KB; RFC 5321 leaves the largest message to each server (section 4.5.3.1.7), and 10 MB is what
 * many business servers are set to.
 */
public final class EmailChecks {

    private static final long GMAIL_OCTETS = 102 * 1_024L;
    private static final long LARGE_OCTETS = 10_000_000;
    /** Base64 and its line ends (RFC 2045, section 6.8): 76 characters and two for 57 octets. */
    private static final double ENCODED = 78.0 / 57;
    /** Longer ones are no tags but text with a stray sign. */
    private static final int TAG_LENGTH_MAX = 10_000;

    private static final Pattern HREF =
            Pattern.compile("\\shref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALT = Pattern.compile("\\salt\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOURCE =
            Pattern.compile("\\ssrc\\s*=\\s*[\"']?([^\\s>\"']+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_TEXT = Pattern.compile("\\bhttps?://[^\\s<>\"]{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern HOST =
            Pattern.compile("https?://(?:[^/@?#]*@)?(\\[[^]]*]|[^/:?#]*).*", Pattern.DOTALL);
    private static final Pattern LOCAL =
            Pattern.compile("[^.\\[]+|.*\\.(?:local|localhost|internal|lan|home\\.arpa)|(?:127|10)(?:\\.[0-9]+){3}"
                    + "|(?:192\\.168|169\\.254|172\\.(?:1[6-9]|2[0-9]|3[01]))(?:\\.[0-9]+){2}|\\[::1]|\\[f[cde].*");

    private final Map<Kind, Set<String>> links = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    private EmailChecks() {}

    /**
     * What there is to notice, the weightiest first.
     *
     * @param files that go with it
     */
    public static List<EmailCheck> of(EmailContent content, List<EmailFiles.Entry> files) {
        EmailChecks checks = new EmailChecks();
        checks.readHtml(content.html());
        Matcher inText = IN_TEXT.matcher(content.text());
        while (inText.find()) {
            checks.link(inText.group());
        }
        List<EmailCheck> found = new ArrayList<>();
        checks.counts.forEach((kind, count) ->
                found.add(new EmailCheck(kind, count, List.copyOf(checks.links.getOrDefault(kind, Set.of())))));
        found.add(EmailCheck.of(
                (content.html() + content.text()).contains("{{unsubscribe_link")
                        ? Kind.UNSUBSCRIBE_WRITTEN
                        : Kind.UNSUBSCRIBE_ADDED,
                1));
        found.add(size(content, files));
        if (content.text().isBlank() && !content.html().isBlank()) {
            found.add(EmailCheck.of(Kind.TEXT_MISSING, 1));
        }
        found.sort((a, b) -> b.kind().weight().compareTo(a.kind().weight()));
        return List.copyOf(found);
    }

    private static EmailCheck size(EmailContent content, List<EmailFiles.Entry> files) {
        long html = octets(content.html());
        long all = html + octets(content.text());
        for (EmailFiles.Entry file : files) {
            all += Math.round(file.octets() * ENCODED);
        }
        if (all > LARGE_OCTETS) {
            return EmailCheck.of(Kind.SIZE_LARGE, all);
        }
        return html > GMAIL_OCTETS ? EmailCheck.of(Kind.SIZE_CUT_OFF, html) : EmailCheck.of(Kind.SIZE_FINE, all);
    }

    private static long octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void readHtml(String html) {
        int end = -1;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            end = end < at ? html.indexOf('>', at) : end;
            if (end < 0) {
                return;
            }
            int next = html.indexOf('<', at + 1);
            // A tag that never ends is text with a stray sign.
            if ((next < 0 || next > end) && end - at < TAG_LENGTH_MAX) {
                readTag(html.substring(at, end + 1));
            }
        }
    }

    private void readTag(String tag) {
        if (isTag(tag, "a") || isTag(tag, "area")) {
            Matcher href = HREF.matcher(tag);
            if (href.find()) {
                link(value(href));
            }
        } else if (isTag(tag, "img")) {
            image(tag);
        }
    }

    private static boolean isTag(String tag, String name) {
        return tag.length() > name.length() + 1
                && tag.regionMatches(true, 1, name, 0, name.length())
                && Character.isWhitespace(tag.charAt(name.length() + 1));
    }

    private static String value(Matcher href) {
        for (int group = 1; group <= href.groupCount(); group++) {
            if (href.group(group) != null) {
                return href.group(group);
            }
        }
        return "";
    }

    private void image(String tag) {
        if (!ALT.matcher(tag).find()) {
            Matcher source = SOURCE.matcher(tag);
            note(Kind.IMAGE_WITHOUT_WORDS, source.find() ? source.group(1) : "<img>");
        }
    }

    private void link(String written) {
        String address = written.strip();
        // What is filled in for each recipient is known at that moment only.
        if (!address.startsWith("{{")) {
            note(kindOf(address.toLowerCase(Locale.ROOT)), address);
        }
    }

    private static Kind kindOf(String address) {
        if (address.isEmpty() || address.startsWith("#")) {
            return Kind.LINK_NOWHERE;
        }
        Matcher scheme = SCHEME.matcher(address);
        if (!scheme.matches()) {
            return Kind.LINK_RELATIVE;
        }
        return switch (scheme.group(1)) {
            case "mailto", "tel", "sms" -> Kind.LINKS_FINE;
            case "http", "https" -> {
                Matcher host = HOST.matcher(address);
                if (!host.matches() || LOCAL.matcher(host.group(1)).matches()) {
                    yield Kind.LINK_LOCAL;
                }
                yield scheme.group(1).equals("https") ? Kind.LINKS_FINE : Kind.LINK_WITHOUT_TLS;
            }
            default -> Kind.LINK_ODD_SCHEME;
        };
    }

    private void note(Kind kind, String example) {
        counts.merge(kind, 1L, Long::sum);
        Set<String> examples = links.computeIfAbsent(kind, ignored -> new LinkedHashSet<>());
        if (kind.weight() != EmailCheck.Weight.GOOD && examples.size() < EmailCheck.EXAMPLES_MAX) {
            examples.add(example);
        }
    }
}
