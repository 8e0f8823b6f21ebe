package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MboxReaderTest {

    private static final String FROM = "From a@b.example Thu Jan  1 00:00:00 2026\n";

    private static List<String> read(String mbox, int octetsMax) throws IOException {
        MboxReader reader =
                new MboxReader(new ByteArrayInputStream(mbox.getBytes(StandardCharsets.ISO_8859_1)), octetsMax);
        List<String> messages = new ArrayList<>();
        Optional<byte[]> next = reader.next();
        while (next.isPresent()) {
            messages.add(new String(next.get(), StandardCharsets.ISO_8859_1));
            next = reader.next();
        }
        return messages;
    }

    /** The same by taking all of it apart at its lines, as long as it is short enough to be held. */
    private static List<String> takenApart(String mbox) {
        byte[] bytes = mbox.getBytes(StandardCharsets.ISO_8859_1);
        if (!MboxSplitter.isMbox(bytes)) {
            return List.of(mbox);
        }
        List<String> messages = new ArrayList<>();
        Lines lines = new Lines(bytes, 0, bytes.length);
        int start = 0;
        boolean afterEmpty = true;
        boolean quoted = false;
        while (lines.advance()) {
            if (afterEmpty && !quoted && MboxSplitter.isFromLine(bytes, lines)) {
                if (lines.start() > start) {
                    messages.add(mbox.substring(start, lines.start()));
                }
                start = lines.next();
            }
            afterEmpty = lines.isEmpty();
            quoted = afterEmpty ? quoted : bytes[lines.end() - 1] == ':';
        }
        if (start < bytes.length || messages.isEmpty()) {
            messages.add(mbox.substring(start));
        }
        return messages;
    }

    @Test
    void whereTheWindowEndsMakesNoDifference() throws IOException {
        int window = MboxReader.LINE_OCTETS_MAX;
        for (String end : List.of("\n", "\r\n", "\r", "\r\r\n")) {
            String from = FROM.replace("\n", end);
            for (int length = window - 90; length < window + 90; length++) {
                String long1 = "A: 1" + end + end + "a".repeat(length) + end + end;
                String mbox = from + long1 + from + "B: 2" + end + end + "quoted:" + end + end + from + "C: 3";

                assertEquals(takenApart(mbox), read(mbox, Integer.MAX_VALUE), "line of " + length);
            }
        }
    }

    @Test
    void byChanceItReadsWhatTakingAllApartDoes() throws IOException {
        String[] parts = {FROM, "\n", "\r\n", "\r", "\r\r\n", "text", "said:", "From here\n", "From ", ":", "a\n\n"};
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder mbox = new StringBuilder(random.nextBoolean() ? FROM : "");
            for (int i = random.nextInt(30); i > 0; i--) {
                String part = parts[random.nextInt(parts.length)];
                // a line that opens a message is never longer than the window
                boolean many = random.nextInt(100) == 0 && (part.endsWith("\n") || part.endsWith("\r"));
                mbox.append(many ? part.repeat(60_000) : part);
            }

            assertEquals(takenApart(mbox.toString()), read(mbox.toString(), Integer.MAX_VALUE), "seed " + seed);
        }
    }

    @Test
    void aFromLineLongerThanTheWindowIsText() throws IOException {
        String line = "From " + "a".repeat(MboxReader.LINE_OCTETS_MAX) + " Thu Jan  1 00:00:00 2026\n";

        assertEquals(List.of("A: 1\n\n" + line + "\n"), read(FROM + "A: 1\n\n" + line + "\n", Integer.MAX_VALUE));
    }

    @Test
    void moreMessagesThanAnyoneCountsAreAllRead() throws IOException {
        int messages = 2 * MboxSplitter.MESSAGES_MAX;
        String mbox = (FROM + "A: 1\n\none\n\n").repeat(messages);

        assertEquals(messages, read(mbox, 100).size());
    }

    @Test
    void ofALongMessageOneOctetMoreThanIsTakenIsGivenAndTheNextIsWhole() throws IOException {
        String small = "B: 2\n\ntwo\n";
        for (int more : new int[] {-1, 0, 1, 5, 200_000}) {
            char[] text = new char[100_000 + more];
            Arrays.fill(text, 'a');
            IntStream.range(0, text.length / 70).forEach(line -> text[line * 70] = '\n');
            text[text.length - 1] = '\n';
            text[text.length - 2] = '\n';
            String large = new String(text);

            assertEquals(
                    List.of(large.substring(0, Math.min(large.length(), 100_001)), small),
                    read(FROM + large + FROM + small, 100_000));
        }
    }
}
