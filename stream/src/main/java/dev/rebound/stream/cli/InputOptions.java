package dev.rebound.stream.cli;

import dev.rebound.stream.job.KafkaInput;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.Raw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, from files or topics, and by what it is decided. */
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class InputOptions {

    @Mixin
    KafkaOptions kafka = new KafkaOptions();

    @Mixin
    JobOptions job = new JobOptions();

    @Option(
            names = "--form",
            defaultValue = "SEEN",
            description = "What lines of files are: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Form form;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files of records, one a line, or folders of such files; without any, the topics of --kafka.")
    List<Path> files = new ArrayList<>();

    /** All there is: of files to their end, of topics to where they end now. */
    DataStream<Raw> bounded(StreamExecutionEnvironment environment) {
        return files.isEmpty()
                ? Wiring.topics(environment, kafka.required(), KafkaInput.End.NOW, kafka.inputs)
                : Wiring.files(environment, form(), files);
    }

    private Form form() {
        if (form == Form.REPORTS) {
            throw new WrongOptionException("--form: a report has more than one line; put reports into the topic.");
        }
        return form;
    }
}
