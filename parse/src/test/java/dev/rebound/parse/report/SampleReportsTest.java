package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleReportsTest {

    private static final long SEED = 20261124;
    private static final int FLIPS = 300;
    /** Every so many samples are cut at every byte: more than 50 of them. */
    private static final int CUT_EVERY = 4;

    private final MessageReader reader = new MessageReader();
    private final MeasuredReading measured = new MeasuredReading(Duration.ofMillis(200));

    static List<Path> samples() {
        return Samples.all();
    }

    static List<Path> samplesToCut() {
        List<Path> all = Samples.all();
        return IntStream.range(0, all.size())
                .filter(i -> i % CUT_EVERY == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** A sample without an expected answer fails and leaves a proposal beside it, to be read and corrected. */
    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadAsWrittenBesideIt(Path sample) throws IOException {
        String answer = ReadMessageJson.of(reader.read(Samples.bytes(sample)));
        Path expected = Path.of(sample.toString().replace(".eml", ".json"));
        if (!Files.exists(expected)) {
            Files.writeString(expected.resolveSibling(expected.getFileName() + ".proposed"), answer);
            fail("no expected answer for " + sample.getFileName() + "; a proposal was written beside it");
        }
        assertEquals(Files.readString(expected), answer);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lineEndsDoNotChangeTheAnswer(Path sample) {
        byte[] content = Samples.bytes(sample);
        String answer = ReadMessageJson.of(reader.read(content));

        assertEquals(answer, ReadMessageJson.of(reader.read(Samples.withLineEnds(content, "\r\n"))));
        assertEquals(answer, ReadMessageJson.of(reader.read(Samples.withLineEnds(content, "\r"))));
    }

    @Test
    void fiftyMessagesAtLeastAreCutAtEveryByte() {
        assertTrue(samplesToCut().size() >= 50);
    }

    @ParameterizedTest
    @MethodSource("samplesToCut")
    void cuttingAMessageAnywhereIsRead(Path sample) {
        byte[] content = Samples.bytes(sample);
        for (int length = 0; length <= content.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(content, length);
            String where = sample.getFileName() + " cut at " + length;
            assertReadable(measured.read(cut, () -> where), length);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void flippedBitsAreRead(Path sample) {
        Random random = new Random(SEED);
        byte[] content = Samples.bytes(sample);
        for (int n = 0; n < FLIPS; n++) {
            byte[] flipped = content.clone();
            int at = random.nextInt(content.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            String where = sample.getFileName() + " flipped at " + at;
            assertReadable(measured.read(flipped, () -> where), at);
        }
    }

    private static void assertReadable(ReadMessage message, int place) {
        assertEquals(message.kind(), message.report().kind(), () -> "at " + place);
        for (ReportedRecipient recipient : message.report().recipients()) {
            assertEquals(recipient.status(), recipient.diagnostic().status(), () -> "at " + place);
        }
    }

    @Test
    void whatIsReadShowsNoAddressInLogs() {
        byte[] content = Samples.bytes(Samples.root().resolve("corpus/reports/postfix-unknown-user.eml"));
        ReadMessage message = reader.read(content);
        String shown = message.report().recipients() + " " + message.original();

        assertEquals(-1, shown.indexOf("lena"));
        assertEquals(-1, shown.indexOf("Herbst"));
        assertEquals(true, new String(content, StandardCharsets.UTF_8).contains("lena"));
    }
}
