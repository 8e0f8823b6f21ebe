package dev.rebound.stream.cli;

import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.job.Topics;
import dev.rebound.stream.read.Form;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which Kafka, and which topics of it. */
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class KafkaOptions {

    @Option(names = "--kafka", paramLabel = "HOST:PORT,...", description = "Brokers to begin with.")
    Optional<String> servers = Optional.empty();

    @Option(
            names = "--prefix",
            defaultValue = "rebound",
            description = "What the names of topics begin with (default: ${DEFAULT-VALUE}).")
    String prefix;

    @Option(
            names = "--group",
            defaultValue = "rebound-stream",
            description = "Consumer group, also the name of the job's transactions (default: ${DEFAULT-VALUE}).")
    String group;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description = "More settings of Kafka's clients, as name=value lines: how to sign in, for example.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--inputs",
            paramLabel = "WHAT",
            split = ",",
            description = "Topics to read (default: all of ${COMPLETION-CANDIDATES}).")
    List<Form> inputs = List.of(Form.values());

    KafkaSettings at(String address) {
        return new KafkaSettings(address, new Topics(prefix), group, more());
    }

    KafkaSettings required() {
        return at(servers.orElseThrow(() ->
                new WrongOptionException("--kafka is missing: name the brokers, for example --kafka localhost:9092.")));
    }

    private Properties more() {
        Properties properties = new Properties();
        if (file.isPresent()) {
            try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new WrongOptionException("--kafka-settings: cannot read " + file.get() + ": " + e.getMessage());
            }
        }
        return properties;
    }
}
