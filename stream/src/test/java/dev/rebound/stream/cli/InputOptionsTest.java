package dev.rebound.stream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.read.Form;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be read is refused in one line before anything starts or is written; the rest is taken. */
class InputOptionsTest {

    @TempDir
    Path folder;

    private record Answer(int exit, String said) {}

    /** As somebody calls it, who wants it written to {@code out}. */
    private Answer local(String... files) {
        StringWriter said = new StringWriter();
        String[] arguments = new String[files.length + 3];
        arguments[0] = "local";
        arguments[1] = "--out";
        arguments[2] = folder.resolve("out").toString();
        System.arraycopy(files, 0, arguments, 3, files.length);
        int exit = StreamCommand.line().setErr(new PrintWriter(said, true)).execute(arguments);
        return new Answer(exit, said.toString());
    }

    private void assertRefused(Answer answer, String sentence) {
        assertEquals(2, answer.exit());
        assertEquals(List.of(sentence), answer.said().lines().toList());
        assertFalse(Files.exists(folder.resolve("out")), "nothing was written");
    }

    private static String prefix(Form form) {
        return form.name().toLowerCase(Locale.ROOT) + ":";
    }

    /** As long as it says, on no disk. */
    private Path file(String name, long octets) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(octets);
        }
        return file;
    }

    private static int sources(String... files) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(new Configuration()));
        InputOptions options = new InputOptions();
        options.files = List.of(files);
        options.bounded(environment).print();
        return (int) environment.getStreamGraph().getStreamNodes().stream()
                .filter(node -> node.getInEdges().isEmpty())
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsNotThereIsRefusedWhateverItsForm(Form form) {
        Path missing = folder.resolve("missing");

        assertRefused(local(prefix(form) + missing), "Cannot read " + missing + ": is it there, and may it be read?");
    }

    @Test
    void oneOfSeveralIsEnoughToBeRefused() throws IOException {
        Path missing = folder.resolve("missing");

        assertRefused(
                local(file("history.jsonl", 0).toString(), missing.toString()),
                "Cannot read " + missing + ": is it there, and may it be read?");
    }

    @ParameterizedTest
    @EnumSource
    void aFormWithoutAFileIsRefusedAndNotTakenForTheFolderOneIsIn(Form form) {
        assertRefused(local(prefix(form)), prefix(form) + " names no file: write " + prefix(form) + "FILE.");
    }

    @Test
    void aFileThatMayNotBeReadIsRefusedByItsNameAlsoInsideAFolder() throws IOException {
        // A link to nowhere, because whoever runs this may read everything.
        Path closed = Files.createSymbolicLink(file("mail/one", 1).resolveSibling("two"), folder.resolve("nowhere"));

        assertRefused(local("reports:" + folder.resolve("mail")), "Cannot read " + closed + ": may it be read?");
    }

    @ParameterizedTest
    @EnumSource
    void filesMayBeAsLargeAsTheyAre(Form form) throws IOException {
        Path large = file("large", 1L << 40);

        assertEquals(1, sources(prefix(form) + large));
        assertEquals(1, sources(prefix(form).toUpperCase(Locale.ROOT) + large));
    }

    @Test
    void filesAndFoldersOfEveryFormAreReadSideBySideEachFormByASourceOfItsOwn() throws IOException {
        String lines = file("lines", 1).toString();
        String mail = file("mail/new/one", 1).resolveSibling("").toString();

        assertEquals(
                Form.values().length,
                sources(
                        lines,
                        folder.resolve("mail").toString(),
                        "kumo:" + lines,
                        "postfix:" + lines,
                        "powermta:" + lines,
                        "provider:" + lines,
                        "reports:" + lines,
                        "reports:" + mail));
    }

    @Test
    void aFormThatNobodyKnowsIsPartOfAName() throws IOException {
        assertEquals(1, sources(file("exim:log", 1).toString()));
        assertThrows(WrongOptionException.class, () -> sources("exim:" + file("log", 1)));
    }

    @Test
    void whatIsTakenIsReadToItsEndAndWhatSaysNothingIsADeadLetter() throws IOException {
        Files.writeString(folder.resolve("history.jsonl"), "no line of ours\n");
        Files.writeString(folder.resolve("one"), "Subject: hello\n\nNo report at all.\n");

        Answer answer = local(folder.resolve("history.jsonl").toString(), "reports:" + folder.resolve("one"));

        assertEquals(new Answer(0, ""), answer);
        List<String> dead = Files.readAllLines(folder.resolve("out").resolve("dead.jsonl"));
        assertEquals(2, dead.size());
        assertTrue(dead.stream().anyMatch(line -> line.contains("UNREADABLE")), dead::toString);
        assertTrue(dead.stream().anyMatch(line -> line.contains("NO_TOKEN")), dead::toString);
    }

    @Test
    void aMessageThatIsTooLargeIsADeadLetterThatSaysWhatToDoAndThoseBehindItAreRead() throws IOException {
        Path mbox = folder.resolve("mbox");
        String from = "From MAILER-DAEMON Mon Nov 30 09:00:00 2026\n";
        Files.writeString(mbox, from + "Subject: large\n\n");
        try (RandomAccessFile made = new RandomAccessFile(mbox.toFile(), "rw")) {
            made.setLength(300L << 20);
            made.seek(made.length());
            made.writeBytes("\n\n" + from + "Subject: small\n\nNo report at all.\n");
        }

        assertEquals(new Answer(0, ""), local("reports:" + mbox));

        List<String> dead = Files.readAllLines(folder.resolve("out").resolve("dead.jsonl"));
        assertEquals(2, dead.size());
        String large = dead.stream()
                .filter(line -> line.contains("TOO_LARGE"))
                .findFirst()
                .orElseThrow();
        assertTrue(large.contains("\"place\":\"mbox, message 1\""), large);
        assertTrue(large.contains("more than 40 MiB: cut off what it returns"), large);
        String small = dead.stream()
                .filter(line -> line.contains("NO_TOKEN"))
                .findFirst()
                .orElseThrow();
        assertTrue(small.contains("\"place\":\"mbox, message 2\""), small);
    }
}
