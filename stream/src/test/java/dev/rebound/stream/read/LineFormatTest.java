package dev.rebound.stream.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineFormatTest {

    private static final int LONG = 200_000;

    /** Gives as few octets at a time as it is told, as files on other machines do. */
    private static final class InPieces extends InputStream {

        private final ByteArrayInputStream all;
        private final int atOnce;

        InPieces(String text, int atOnce) {
            this.all = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.atOnce = atOnce;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return all.read(target, from, Math.min(length, atOnce));
        }
    }

    private static List<String> lines(Form form, String text, int atOnce) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineFormat.Reader reader = new LineFormat.Reader(form, 0, new InPieces(text, atOnce))) {
            for (Raw raw = reader.read(); raw != null; raw = reader.read()) {
                lines.add(raw.text());
                assertEquals("line " + lines.size(), raw.place());
            }
        }
        return lines;
    }

    @Test
    void aLineIsWholeWhereverThePiecesEndThatAFileComesIn() throws IOException {
        String longOne = "é".repeat(LONG);
        List<String> written = List.of("one", "", longOne, "a", "last");
        for (int atOnce : new int[] {1, 3, 1 << 16, 1 << 30}) {
            assertEquals(
                    written, lines(Form.SEEN, String.join("\n", written), atOnce), "without a line end at the end");
            assertEquals(written, lines(Form.SEEN, String.join("\n", written) + "\n", atOnce), "with one");
        }
    }

    @Test
    void aFileWithoutContentHasNoLines() throws IOException {
        assertEquals(List.of(), lines(Form.SEEN, "", 10));
        assertEquals(List.of(""), lines(Form.SEEN, "\n", 10));
    }
}
