package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Words to look for, with gaps of a stated number of words between them.
 *
 * <p>Written as a server writes it, in any case and punctuation, because it goes through the same
 * rewriting as the text it is looked for in ({@link NormalText}). Beyond that:
 *
 * <ul>
 *   <li>{@code mailbox <0-3 words> full}: a gap of that many words; {@code <2 words>}: exactly two.
 *       A masked address, a host name and one Chinese character each count as a word
 *   <li>{@code <address>}, {@code <ip>}, {@code <id>}: what stands for a masked address and so on
 *   <li>{@code block*}: words that begin so; {@code *quota}: that end so
 *   <li>{@code (user|mailbox) not found}: either; an empty choice is allowed
 *   <li>a phrase with {@code / ? =} in it, or a host name, is looked for inside URLs and host names:
 *       {@code ?p=NoSuchUser}, {@code spamhaus.org}
 * </ul>
 *
 * Choices are written out when the phrase is read, and there is no repetition, so that every phrase
 * costs the same: nothing.
 */
public final class Phrase {

    /** Longest phrase, in characters as written. */
    public static final int LENGTH_MAX = 1_000;

    /** Widest gap, in words. */
    public static final int GAP_WORDS_MAX = 20;

    /** Most parts: one more than gaps. */
    static final int PARTS_MAX = 8;

    /** What stands in regular expressions and in no words of a server. */
    private static final List<String> EXPRESSION_SIGNS = List.of(
            ")+", "){", ")?", "(?", ".*", ".+", "]+", "]*", "]?", "[^", "[a-z", "[A-Z", "[0-9", "\\d", "\\s", "\\w",
            "\\b", "\\.");

    private final String written;
    private final List<Part> parts;
    private final List<Gap> gaps;
    private final String canonical;

    private Phrase(String written, List<Part> parts, List<Gap> gaps) {
        this.written = written;
        this.parts = List.copyOf(parts);
        this.gaps = List.copyOf(gaps);
        this.canonical = canonical(this.parts, this.gaps);
    }

    /**
     * What stands between two gaps.
     *
     * @param choices any of these
     */
    record Part(List<Literal> choices) {

        Part {
            choices = List.copyOf(choices);
        }
    }

    /**
     * The number of words between two parts of a phrase.
     *
     * @param wordsMin at least so many
     * @param wordsMax at most so many
     */
    record Gap(int wordsMin, int wordsMax) {}

    /**
     * Reads a phrase as a rule states it.
     *
     * @throws IllegalArgumentException if it is empty, too long, or has a gap that is none; the
     *     message says what is wrong and can be shown to the author of the rule
     */
    public static Phrase parse(String written) {
        if (written.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("phrase is longer than " + LENGTH_MAX + " characters");
        }
        refuseExpression(written);
        List<Part> parts = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < written.length()) {
            int open = written.indexOf('<', at);
            int close = open < 0 ? -1 : written.indexOf('>', open);
            if (close < 0) {
                words.append(written, at, written.length());
                break;
            }
            words.append(written, at, open);
            String inside = written.substring(open + 1, close).strip().toLowerCase(Locale.ROOT);
            if (isMask(inside)) {
                words.append(maskSpecimen(inside));
            } else {
                parts.add(part(words.toString(), written));
                gaps.add(gap(inside, written));
                words.setLength(0);
            }
            at = close + 1;
        }
        parts.add(part(words.toString(), written));
        if (parts.size() > PARTS_MAX) {
            throw new IllegalArgumentException("phrase has more than " + PARTS_MAX + " parts: " + written);
        }
        return new Phrase(written, parts, gaps);
    }

    /** Somebody who writes an expression would otherwise get the words in it, and wonder. */
    private static void refuseExpression(String written) {
        if (written.startsWith("^")
                || written.endsWith("$")
                || EXPRESSION_SIGNS.stream().anyMatch(written::contains)) {
            throw new IllegalArgumentException("this looks like a regular expression; a phrase is words, with"
                    + " (this|that) for a choice and <0-3 words> for a gap: " + written);
        }
    }

    private static Part part(String words, String written) {
        return new Part(Choices.writtenOut(words).stream()
                .map(choice -> literal(choice, written))
                .distinct()
                .toList());
    }

    private static boolean isMask(String inside) {
        return inside.equals("address") || inside.equals("ip") || inside.equals("id");
    }

    /** Something that is rewritten to the mask, so that a phrase takes the same way as a text. */
    private static String maskSpecimen(String inside) {
        return switch (inside) {
            case "address" -> " a@b.example ";
            case "ip" -> " 192.0.2.1 ";
            default -> " a1b2c3d4e5f6a7 ";
        };
    }

    private static Gap gap(String inside, String written) {
        String count = inside.replace("words", "").replace("word", "").strip();
        int dash = count.indexOf('-');
        try {
            int min = Integer.parseInt(dash < 0 ? count : count.substring(0, dash));
            int max = Integer.parseInt(dash < 0 ? count : count.substring(dash + 1));
            if (min < 0 || max < min || max > GAP_WORDS_MAX) {
                throw new IllegalArgumentException(
                        "gap must be 0 to " + GAP_WORDS_MAX + " words, smaller number first: " + written);
            }
            return new Gap(min, max);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "gap must read <2 words> or <0-3 words>, or be <address>, <ip> or <id>: " + written, e);
        }
    }

    private static Literal literal(String words, String written) {
        String text = words.strip();
        boolean openStart = text.startsWith("*");
        boolean openEnd = text.endsWith("*");
        NormalText normal = NormalText.of(text);
        if (!normal.codes().isEmpty()) {
            throw new IllegalArgumentException("codes belong into 'codes' or 'status', not into a phrase: " + written);
        }
        String folded = isKey(text, normal) ? key(text) : edges(normal.text(), openStart, openEnd);
        if (folded.isBlank()) {
            throw new IllegalArgumentException("phrase has a part without words: '" + written + "'");
        }
        return new Literal(folded.getBytes(StandardCharsets.UTF_8));
    }

    /** Keys live inside URLs and host names, which the rewriting leaves whole. */
    private static boolean isKey(String text, NormalText normal) {
        if (text.indexOf(' ') >= 0 || normal.text().indexOf('<') >= 0) {
            return false;
        }
        boolean marked = text.indexOf('?') >= 0 || text.indexOf('/') >= 0 || text.indexOf('=') >= 0;
        int dot = text.indexOf('.');
        return marked || (dot > 0 && dot < text.length() - 1);
    }

    private static String key(String text) {
        return text.replace("*", "").toLowerCase(Locale.ROOT);
    }

    /** Word boundaries are part of what is searched: the rewritten text has a space at each. */
    private static String edges(String folded, boolean openStart, boolean openEnd) {
        if (folded.isEmpty()) {
            return folded;
        }
        String start = openStart || isUnspaced(folded.charAt(0)) ? "" : " ";
        String end = openEnd || isUnspaced(folded.charAt(folded.length() - 1)) ? "" : " ";
        return start + folded + end;
    }

    private static boolean isUnspaced(char c) {
        return c >= 0x80 && NormalText.isUnspaced(c);
    }

    List<Part> parts() {
        return parts;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** What it looks for, after rewriting: equal for phrases that differ only in case or punctuation. */
    public String canonical() {
        return canonical;
    }

    private static String canonical(List<Part> parts, List<Gap> gaps) {
        StringBuilder canonical = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                Gap gap = gaps.get(i - 1);
                canonical
                        .append('<')
                        .append(gap.wordsMin())
                        .append('-')
                        .append(gap.wordsMax())
                        .append(" words>");
            }
            for (Literal literal : parts.get(i).choices()) {
                canonical
                        .append('(')
                        .append(new String(literal.bytes(), StandardCharsets.UTF_8))
                        .append(')');
            }
        }
        return canonical.toString();
    }

    /** Bytes of words to look for, every choice written out: what it costs to look for it. */
    public int byteCount() {
        int count = 0;
        for (Part part : parts) {
            for (Literal literal : part.choices()) {
                count += literal.bytes().length;
            }
        }
        return count;
    }

    /** The choices of a phrase without gaps, after rewriting; one with gaps has only itself. */
    public List<String> forms() {
        return parts.size() > 1
                ? List.of(canonical())
                : parts.getFirst().choices().stream()
                        .map(literal -> new String(literal.bytes(), StandardCharsets.UTF_8))
                        .toList();
    }

    /**
     * Texts that meet the phrase, each gap filled with as few words as allowed and again with as many:
     * what a check of the rules tries. Of parts with choices all are used, but not in every combination.
     */
    public List<String> specimens() {
        int count = parts.stream().mapToInt(part -> part.choices().size()).max().orElse(0);
        List<String> specimens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            specimens.add(specimen(i, Gap::wordsMin));
            if (!gaps.isEmpty()) {
                specimens.add(specimen(i, Gap::wordsMax));
            }
        }
        return specimens;
    }

    private String specimen(int choice, ToIntFunction<Gap> gapWords) {
        StringBuilder specimen = new StringBuilder();
        for (int j = 0; j < parts.size(); j++) {
            List<Literal> choices = parts.get(j).choices();
            byte[] bytes = choices.get(choice % choices.size()).bytes();
            String words = new String(bytes, StandardCharsets.UTF_8).strip();
            specimen.append(livesInUrl(words) ? "http://a.example/?" + words + "0" : words);
            if (j < gaps.size()) {
                specimen.append(" qq".repeat(gapWords.applyAsInt(gaps.get(j)))).append(' ');
            }
        }
        return specimen.toString()
                .replace(NormalText.ADDRESS, "a@b.example")
                .replace(NormalText.IP, "192.0.2.1")
                .replace(NormalText.ID, "a1b2c3d4e5f6a7");
    }

    /** Outside of URLs these characters cut words, so that a key with one of them is never met there. */
    private static boolean livesInUrl(String words) {
        return words.indexOf('=') >= 0 || words.indexOf('/') >= 0 || words.indexOf('?') >= 0;
    }

    /** The phrase as the rule states it. */
    @Override
    public String toString() {
        return written;
    }
}
