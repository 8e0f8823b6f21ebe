package dev.rebound.stream.cli;

import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.job.KafkaInput;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.Raw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, from files or topics, and by what it is decided. */
final class InputOptions {

    @Mixin
    KafkaOptions kafka = new KafkaOptions();

    @Mixin
    JobOptions job = new JobOptions();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "Let time pass up to here at the end (default: now).")
    Optional<Instant> asOf = Optional.empty();

    @Parameters(
            paramLabel = "[FORM:]FILE",
            arity = "0..*",
            description = {
                "Files of records, one a line, or folders of such files; without any, the topics of --kafka.",
                "What is not observations says its form: kumo:, postfix:, powermta: or provider: before the file's name,",
                "or reports: before that of a raw report, an mbox or a folder of them."
            })
    List<String> files = new ArrayList<>();

    /** All there is: of files to their end, of topics to where they end now. */
    DataStream<Raw> bounded(StreamExecutionEnvironment environment) {
        return files.isEmpty()
                ? Wiring.topics(environment, kafka.required(), KafkaInput.End.NOW, kafka.inputs)
                : files(environment);
    }

    /** What a run with an end decides by. */
    FoldSettings boundedFolding() {
        return job.folding().upTo(asOf.orElseGet(Instant::now));
    }

    private DataStream<Raw> files(StreamExecutionEnvironment environment) {
        Map<Form, List<Path>> byForm = new EnumMap<>(Form.class);
        for (String file : files) {
            Optional<Form> form = formOf(file);
            String name =
                    form.map(known -> file.substring(known.name().length() + 1)).orElse(file);
            if (name.isEmpty()) {
                throw new WrongOptionException(file + " names no file: write " + file + "FILE.");
            }
            Path path = Path.of(name);
            check(path);
            byForm.computeIfAbsent(form.orElse(Form.SEEN), first -> new ArrayList<>())
                    .add(path);
        }
        return byForm.entrySet().stream()
                .map(entry -> Wiring.files(environment, entry.getKey(), entry.getValue()))
                .reduce(DataStream::union)
                .orElseThrow();
    }

    /** Before the job starts, so that one file does not end it in the middle. */
    private static void check(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            Optional<Path> closed = all.filter(file -> !Files.isReadable(file)).findFirst();
            if (closed.isPresent()) {
                throw new WrongOptionException("Cannot read " + closed.get() + ": may it be read?");
            }
        } catch (IOException | UncheckedIOException e) {
            throw new WrongOptionException("Cannot read " + path + ": is it there, and may it be read?");
        }
    }

    private static Optional<Form> formOf(String file) {
        for (Form form : Form.values()) {
            if (file.toLowerCase(Locale.ROOT).startsWith(form.name().toLowerCase(Locale.ROOT) + ":")) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
