package dev.rebound.stream.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFormatTest {

    private static final Instant CAME = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir
    Path folder;

    private void file(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, content, StandardCharsets.UTF_8);
        Files.setLastModifiedTime(file, FileTime.from(CAME));
    }

    @SuppressWarnings("try") // that closing can be interrupted
    private Map<String, Raw> read() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
        FileSource<Raw> source = FileSource.forBulkFileFormat(
                        new ReportFormat(), new org.apache.flink.core.fs.Path(folder.toUri()))
                .build();
        Map<String, Raw> read = new TreeMap<>();
        try (CloseableIterator<Raw> all = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "reports", Raw.type())
                .executeAndCollect()) {
            all.forEachRemaining(raw -> read.put(raw.place(), raw));
        }
        return read;
    }

    @Test
    void aFileIsAMessageAndAnMboxSeveralAndEachCameWhenItsFileDid() throws Exception {
        file("one", "Subject: one\n\nFrom here on nothing is a line of an mbox.\n");
        file("some.mbox", """
                From MAILER-DAEMON Mon Nov 30 09:00:00 2026
                Subject: two

                two

                From MAILER-DAEMON Mon Nov 30 09:01:00 2026
                Subject: three

                three
                """);

        Map<String, Raw> read = read();

        assertEquals(
                "[one, message 1, some.mbox, message 1, some.mbox, message 2]",
                read.keySet().toString());
        assertEquals(
                List.of(
                        "Subject: one\n\nFrom here on nothing is a line of an mbox.\n",
                        "Subject: two\n\ntwo\n\n",
                        "Subject: three\n\nthree\n"),
                read.values().stream().map(Raw::text).toList());
        for (Raw raw : read.values()) {
            assertEquals(CAME, raw.cameAt());
            assertEquals(Form.REPORTS, raw.form());
            assertEquals("", raw.header());
        }
    }

    @Test
    void anEmptyFileIsAMessageThatSaysNothing() throws Exception {
        file("empty", "");
        file("one", "Subject: one\n\none\n");

        assertEquals(2, read().size());
    }

    @Test
    void aMailboxHasAsManyMessagesAsItHas() throws Exception {
        int messages = 100_003;
        StringBuilder mbox = new StringBuilder();
        for (int i = 1; i <= messages; i++) {
            mbox.append("From MAILER-DAEMON Mon Nov 30 09:00:00 2026\nSubject: ")
                    .append(i)
                    .append("\n\nmessage\n\n");
        }
        file("full.mbox", mbox.toString());

        Map<String, Raw> read = read();

        assertEquals(messages, read.size());
        for (int i = 1; i <= messages; i++) {
            Raw raw = read.get("full.mbox, message " + i);
            assertEquals("Subject: " + i + "\n\nmessage\n\n", raw == null ? "missing" : raw.text());
        }
    }

    @Test
    void readingGoesOnBehindTheLastMessageThatWasRead() throws Exception {
        StringBuilder mbox = new StringBuilder();
        for (int i = 1; i <= 1_203; i++) {
            mbox.append("From MAILER-DAEMON Mon Nov 30 09:00:00 2026\nSubject: ")
                    .append(i)
                    .append("\n\n");
        }
        file("some.mbox", mbox.toString());
        Path file = folder.resolve("some.mbox");
        FileSourceSplit whole = new FileSourceSplit(
                "1",
                new org.apache.flink.core.fs.Path(file.toUri()),
                0,
                Files.size(file),
                CAME.toEpochMilli(),
                Files.size(file));

        for (int stop : new int[] {1, 499, 500, 501, 1_202, 1_203}) {
            List<RecordAndPosition<Raw>> all = positions(new ReportFormat().createReader(new Configuration(), whole));
            RecordAndPosition<Raw> last = all.get(stop - 1);
            FileSourceSplit rest = whole.updateWithCheckpointedPosition(
                    new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()));

            List<RecordAndPosition<Raw>> after = positions(new ReportFormat().restoreReader(new Configuration(), rest));

            assertEquals(
                    all.subList(stop, all.size()).stream()
                            .map(one -> one.getRecord().place())
                            .toList(),
                    after.stream().map(one -> one.getRecord().place()).toList());
        }
    }

    /** Each with where to go on behind it; Flink uses one object for all. */
    private static List<RecordAndPosition<Raw>> positions(BulkFormat.Reader<Raw> reader) throws Exception {
        List<RecordAndPosition<Raw>> all = new ArrayList<>();
        try (reader) {
            BulkFormat.RecordIterator<Raw> batch = reader.readBatch();
            while (batch != null) {
                RecordAndPosition<Raw> next = batch.next();
                while (next != null) {
                    all.add(new RecordAndPosition<>(next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
                    next = batch.next();
                }
                batch = reader.readBatch();
            }
        }
        return all;
    }
}
