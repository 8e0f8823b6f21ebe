package dev.rebound.transport.sandbox.notice;

import dev.rebound.transport.sandbox.script.NoticeForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mailer's form of a notice, as a text among the resources, so that what goes over the wire can be read
 * there line by line. A template knows four things:
 *
 * <ul>
 *   <li><code>{place}</code> - a value, always of one line;
 *   <li>a line that is only <code>{original-headers}</code> or <code>{original}</code> - bytes of the message
 *       that came back;
 *   <li><code>{word CHARSET:text}</code> - text as encoded words (RFC 2047, B);
 *   <li>lines between <code>{base64 CHARSET}</code> and <code>{end}</code> - a body part in Base64.
 * </ul>
 *
 * Everything else stands as it is, in UTF-8, with CRLF at each line's end.
 */
final class NoticeTemplate {

    /** Octets of text in one encoded word; with the charset's name it then stays below 75 characters. */
    private static final int ENCODED_WORD_OCTETS = 36;

    /** Longest value in characters, so that a line stays below the 998 octets of RFC 5322. */
    private static final int VALUE_LENGTH_MAX = 300;

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]{1,32})}");
    private static final Pattern WORD = Pattern.compile("\\{word ([A-Za-z0-9-]{1,20}):([^}]{1,200})}");
    private static final Pattern BASE64 = Pattern.compile("\\{base64 ([A-Za-z0-9-]{1,20})}");

    private final List<String> lines;

    private NoticeTemplate(List<String> lines) {
        this.lines = lines;
    }

    static NoticeTemplate of(NoticeForm form) {
        String resource = "/sandbox/notices/" + form.word() + ".eml";
        try (InputStream in = NoticeTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no template " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    static NoticeTemplate parse(String text) {
        return new NoticeTemplate(text.lines().toList());
    }

    /**
     * Fills the template.
     *
     * @param values by place; line ends in them become spaces, so that no value can add a header
     * @param blocks the bytes of the lines that are replaced whole
     */
    byte[] fill(Map<String, String> values, Map<String, byte[]> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder encoded = new StringBuilder();
        Charset charset = StandardCharsets.UTF_8;
        boolean inBase64 = false;
        for (String line : lines) {
            Matcher base64 = BASE64.matcher(line);
            if (base64.matches()) {
                inBase64 = true;
                charset = Charset.forName(base64.group(1));
            } else if (line.equals("{end}")) {
                out.writeBytes(base64(encoded.toString().getBytes(charset)));
                encoded.setLength(0);
                inBase64 = false;
            } else if (inBase64) {
                encoded.append(filled(line, values)).append("\r\n");
            } else {
                out.writeBytes(plain(line, values, blocks));
            }
        }
        return out.toByteArray();
    }

    private static byte[] plain(String line, Map<String, String> values, Map<String, byte[]> blocks) {
        if (line.startsWith("{") && line.endsWith("}")) {
            byte[] block = blocks.get(line.substring(1, line.length() - 1));
            if (block != null) {
                return block;
            }
        }
        String worded = WORD.matcher(line)
                .replaceAll(m -> Matcher.quoteReplacement(encodedWords(m.group(2), Charset.forName(m.group(1)))));
        return (filled(worded, values) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String filled(String line, Map<String, String> values) {
        return PLACE.matcher(line).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("a notice template has an unknown place {" + place.group(1) + "}");
            }
            return Matcher.quoteReplacement(oneLine(value));
        });
    }

    private static String oneLine(String value) {
        String line = value.replaceAll("[\\r\\n]+", " ");
        return line.length() <= VALUE_LENGTH_MAX ? line : line.substring(0, VALUE_LENGTH_MAX);
    }

    private static byte[] base64(byte[] body) {
        byte[] encoded = Base64.getMimeEncoder().encode(body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(encoded);
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    /** Words are cut between characters: each must be readable by itself (RFC 2047, section 5). */
    private static String encodedWords(String text, Charset charset) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int character : text.codePoints().toArray()) {
            String next = word + Character.toString(character);
            if (next.getBytes(charset).length > ENCODED_WORD_OCTETS) {
                words.append(encodedWord(word.toString(), charset)).append("\r\n ");
                word.setLength(0);
            }
            word.appendCodePoint(character);
        }
        return words.append(encodedWord(word.toString(), charset)).toString();
    }

    private static String encodedWord(String text, Charset charset) {
        return "=?" + charset.name().toLowerCase(Locale.ROOT) + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(charset)) + "?=";
    }
}
