package dev.rebound.server.config;

import dev.rebound.feed.report.Installation;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * How installations with databases of their own share what they know, by way of Kafka.
 *
 * @param kafka brokers, {@code host:port} separated by commas; empty means that nothing is shared
 * @param prefix what the names of topics begin with
 * @param installation this one among those that share
 * @param tells whether the ledger is told
 * @param takes whether suppressions and global bounces are taken
 * @param clientFile more settings of Kafka's client
 */
public record SharingSettings(
        Optional<String> kafka,
        String prefix,
        Installation installation,
        boolean tells,
        boolean takes,
        Optional<Path> clientFile) {

    private static final int ACCOUNTS_FROM_MAX = Integer.MAX_VALUE;

    private static final Setting<Optional<String>> KAFKA = Kinds.line(
            "sharing.kafka",
            "Brokers of Kafka by way of which installations with databases of their own share what they know, for example"
                    + " kafka1:9092,kafka2:9092. Empty means that nothing is shared.");
    private static final Setting<Optional<String>> PREFIX = Kinds.line(
            "sharing.prefix", "What the names of topics begin with, as the stream job is told. Empty means rebound.");
    private static final Setting<Integer> INSTALLATION = Kinds.number(
            "sharing.installation",
            0,
            Installation.NUMBER_MAX,
            0,
            "The number of this installation among those that share; no two have the same, and it never changes. The stream job is"
                    + " given each one's key of return paths by this number.");
    private static final Setting<Integer> ACCOUNTS_FROM = Kinds.number(
            "sharing.accounts-from",
            0,
            ACCOUNTS_FROM_MAX,
            0,
            "What is added to the numbers of accounts when they are shared. 0 where all installations have the same accounts; where"
                    + " they do not, each has a range of its own.");
    private static final Setting<Boolean> TELLS =
            Kinds.flag("sharing.tells", true, "Whether the ledger is told to the others, from its beginning.");
    private static final Setting<Boolean> TAKES = Kinds.flag(
            "sharing.takes",
            true,
            "Whether suppressions of the accounts that are here, and global bounces, are taken from the others.");
    private static final Setting<Optional<Path>> CLIENT_FILE = Kinds.file(
            "sharing.client-file",
            "A file with more settings of Kafka's client, as name=value lines: how to sign in, for example.");

    static final List<Setting<?>> ALL = List.of(KAFKA, PREFIX, INSTALLATION, ACCOUNTS_FROM, TELLS, TAKES, CLIENT_FILE);

    static SharingSettings from(Values values) {
        return new SharingSettings(
                values.get(KAFKA),
                values.get(PREFIX).orElse("rebound"),
                new Installation(values.get(INSTALLATION), values.get(ACCOUNTS_FROM)),
                values.get(TELLS),
                values.get(TAKES),
                values.get(CLIENT_FILE));
    }

    /** Nothing is shared. */
    public static SharingSettings none() {
        return new SharingSettings(Optional.empty(), "rebound", Installation.ALONE, false, false, Optional.empty());
    }

    /** What does not fit together. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (kafka.isPresent() && !kafka.get().matches("[^,:\\s]+:[0-9]{1,5}(,[^,:\\s]+:[0-9]{1,5})*")) {
            problems.add(
                    KAFKA.key() + ": must be host:port, or several with commas between, was \"" + kafka.get() + "\"");
        }
        if (kafka.isPresent() && installation.number() == 0) {
            problems.add(INSTALLATION.key()
                    + ": is missing; each installation that shares has a number of its own, from 1 on");
        }
        if (!prefix.matches("[A-Za-z0-9._-]{1,100}")) {
            problems.add(PREFIX.key() + ": must be up to 100 letters, digits, dots, hyphens and underscores");
        }
        if (clientFile.isPresent() && !Files.isReadable(clientFile.get())) {
            problems.add(CLIENT_FILE.key() + ": " + clientFile.get() + " cannot be read");
        }
        return problems;
    }

    /** The settings of Kafka's client in the file; read anew each time. */
    public Properties client() {
        Properties properties = new Properties();
        clientFile.ifPresent(file -> {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigurationException(
                        List.of(CLIENT_FILE.key() + ": " + file + " cannot be read: " + e.getMessage()));
            }
        });
        return properties;
    }
}
