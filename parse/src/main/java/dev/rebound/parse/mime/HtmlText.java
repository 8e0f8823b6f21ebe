package dev.rebound.parse.mime;

import java.util.Locale;
import java.util.Map;

/**
 * The words of an HTML text, in one pass: tags go, block tags become line ends, scripts and styles are left
 * out, the few entities that reports use are decoded. No tree is built; broken HTML is normal.
 */
public final class HtmlText {

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("copy", "\u00a9"),
            Map.entry("auml", "\u00e4"),
            Map.entry("ouml", "\u00f6"),
            Map.entry("uuml", "\u00fc"),
            Map.entry("szlig", "\u00df"),
            Map.entry("eacute", "\u00e9"),
            Map.entry("egrave", "\u00e8"),
            Map.entry("agrave", "\u00e0"));

    /** Characters of an entity's name that are looked at. */
    private static final int ENTITY_LENGTH_MAX = 10;
    /** Characters of a tag that are looked at for its end. */
    private static final int TAG_LENGTH_MAX = 8_192;

    private final String html;
    private final StringBuilder text;
    private int at;

    private HtmlText(String html) {
        this.html = html;
        this.text = new StringBuilder(html.length() / 2);
    }

    /** The words of {@code html}. */
    public static String of(String html) {
        return new HtmlText(html).read();
    }

    private String read() {
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<') {
                tag();
            } else if (c == '&') {
                entity();
            } else {
                space(c);
                at++;
            }
        }
        return text.toString();
    }

    /** White space of the source is one space. */
    private void space(char c) {
        boolean white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!white) {
            text.append(c);
        } else if (!text.isEmpty() && text.charAt(text.length() - 1) > ' ') {
            text.append(' ');
        }
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        int nameStart = at + (html.startsWith("</", at) ? 2 : 1);
        int nameEnd = nameStart;
        while (nameEnd < html.length() && nameEnd < nameStart + 12 && isNameLetter(html.charAt(nameEnd))) {
            nameEnd++;
        }
        int limit = Math.min(html.length(), at + TAG_LENGTH_MAX);
        int end = html.indexOf('>', nameEnd, limit);
        boolean address = nameEnd < html.length() && "@.".indexOf(html.charAt(nameEnd)) >= 0;
        boolean declaration = nameStart < html.length() && "!?".indexOf(html.charAt(nameStart)) >= 0;
        if (end < 0 || address || (nameEnd == nameStart && !declaration)) {
            text.append('<');
            at++;
            return;
        }
        String name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        boolean opening = nameStart == at + 1;
        at = end + 1;
        act(name, opening);
    }

    private static boolean isNameLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private void act(String name, boolean opening) {
        switch (name) {
            case "script", "style", "title" -> {
                if (opening) {
                    skipTo("</" + name);
                }
            }
            case "br",
                    "p",
                    "div",
                    "tr",
                    "table",
                    "li",
                    "ul",
                    "ol",
                    "pre",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "body",
                    "blockquote" -> text.append('\n');
            case "td", "th" -> text.append(' ');
            default -> {
                // Tags that only style words leave no trace.
            }
        }
    }

    private void skipTo(String closing) {
        int i = at;
        while (i >= 0 && i < html.length() && !html.regionMatches(true, i, closing, 0, closing.length())) {
            int next = html.indexOf('<', i + 1);
            i = next < 0 ? html.length() : next;
        }
        at = i;
    }

    private void entity() {
        int limit = Math.min(html.length(), at + ENTITY_LENGTH_MAX);
        int end = html.indexOf(';', at, limit);
        String name = end < 0 ? "" : html.substring(at + 1, end);
        String decoded = name.startsWith("#") ? numbered(name.substring(1)) : ENTITIES.getOrDefault(name, "");
        if (decoded.isEmpty()) {
            text.append('&');
            at++;
        } else {
            text.append(decoded);
            at = end + 1;
        }
    }

    private static String numbered(String digits) {
        boolean hex = digits.startsWith("x") || digits.startsWith("X");
        int value = 0;
        for (int i = hex ? 1 : 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return "";
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        boolean letter = value >= ' ' && Character.isValidCodePoint(value) && (value < 0xd800 || value > 0xdfff);
        return letter ? Character.toString(value) : "";
    }
}
