package dev.rebound.stream.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
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
}
