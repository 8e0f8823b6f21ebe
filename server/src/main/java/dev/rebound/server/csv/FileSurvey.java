package dev.rebound.server.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A first look through a whole file, so that nothing is changed before we know how to read it.
 *
 * <p>A byte order mark decides. Without one the file is UTF-8 if at most a few of its multi-byte
 * characters are broken, else GB18030 if that reads without a fault, else windows-1252. GB18030 comes
 * first because the pages speak Chinese; Western European text rarely reads as GB18030 without a fault
 * (an accented letter before a line end, a comma or a space is one).
 *
 * @param lines counted by line feeds (or carriage returns where there is no line feed); what follows the last one is a line too
 */
public record FileSurvey(TextEncoding encoding, long lines) {

    private static final int BUFFER_OCTETS = 64 * 1024;
    /** One broken character in so many good ones does not make a UTF-8 file something else. */
    private static final int GOOD_FOR_EACH_BROKEN = 10;

    /** Looks through the file. */
    public static FileSurvey of(Path file) throws IOException {
        TextEncoding encoding = encodingOf(file);
        return new FileSurvey(encoding, countLines(file, encoding));
    }

    private static TextEncoding encodingOf(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(3);
        }
        if (start.length == 3 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf) {
            return TextEncoding.UTF_8_MARKED;
        }
        if (start.length >= 2 && start[0] == (byte) 0xff && start[1] == (byte) 0xfe) {
            return TextEncoding.UTF_16LE;
        }
        if (start.length >= 2 && start[0] == (byte) 0xfe && start[1] == (byte) 0xff) {
            return TextEncoding.UTF_16BE;
        }
        Fit utf8 = Fit.of(file, StandardCharsets.UTF_8);
        if (utf8.broken() * GOOD_FOR_EACH_BROKEN <= utf8.beyondAscii()) {
            return TextEncoding.UTF_8;
        }
        return Fit.of(file, TextEncoding.GB18030.charset()).broken() == 0
                ? TextEncoding.GB18030
                : TextEncoding.WINDOWS_1252;
    }

    private static long countLines(Path file, TextEncoding encoding) throws IOException {
        long feeds = 0;
        long returns = 0;
        byte last = '\n';
        // In UTF-16 the other half of a line feed is a zero, which is neither; a character such as
        // U+0A0D counts too much, which only makes the limit a little stricter.
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(encoding.markOctets(), Files.size(file)));
            byte[] buffer = new byte[BUFFER_OCTETS];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    feeds += buffer[i] == '\n' ? 1 : 0;
                    returns += buffer[i] == '\r' ? 1 : 0;
                    last = buffer[i] == 0 ? last : buffer[i];
                }
            }
        }
        return Math.max(feeds, returns) + (last == '\n' || last == '\r' ? 0 : 1);
    }

    /** How well the bytes are text in a charset. */
    private record Fit(long beyondAscii, long broken) {

        static Fit of(Path file, Charset charset) throws IOException {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER_OCTETS);
            CharBuffer chars = CharBuffer.allocate(BUFFER_OCTETS);
            long beyondAscii = 0;
            long broken = 0;
            try (InputStream in = Files.newInputStream(file)) {
                boolean more = true;
                while (more) {
                    int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                    more = n > 0;
                    bytes.position(bytes.position() + Math.max(n, 0)).flip();
                    CoderResult result = decoder.decode(bytes, chars, !more);
                    while (!result.isUnderflow()) {
                        broken += result.isError() ? 1 : 0;
                        bytes.position(bytes.position() + (result.isError() ? result.length() : 0));
                        beyondAscii += drain(chars);
                        result = decoder.decode(bytes, chars, !more);
                    }
                    beyondAscii += drain(chars);
                    bytes.compact();
                }
            }
            return new Fit(beyondAscii, broken);
        }

        private static long drain(CharBuffer chars) {
            long count = 0;
            char[] content = Arrays.copyOf(chars.array(), chars.position());
            for (char c : content) {
                count += c >= 0x80 ? 1 : 0;
            }
            chars.clear();
            return count;
        }
    }
}
