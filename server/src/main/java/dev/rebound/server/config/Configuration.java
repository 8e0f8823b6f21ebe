package dev.rebound.server.config;

import dev.rebound.core.guard.GuardSettings;
import dev.rebound.core.policy.GlobalRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that can be set. Works with nothing set. The environment is stronger than the file; a key
 * that does not exist stops the start with a suggestion, because a misspelt limit is no limit.
 *
 * @param dataFolder where the database and the keys are
 * @param database where the database is, if it is not in that folder
 * @param node this server among those that share its database
 * @param global when an address is suppressed for all accounts
 * @param guard when circuits of the guard open and close
 * @param rulesFolder where the installation's own rules are; it need not exist
 */
public record Configuration(
        Path dataFolder,
        DatabaseSettings database,
        NodeSettings node,
        LogLevel logLevel,
        LogFormat logFormat,
        GlobalRule global,
        GuardSettings guard,
        Path rulesFolder,
        WebSettings web,
        IntakeSettings intake,
        SubmissionSettings submission,
        DeliverySettings delivery,
        WebhookSettings webhooks,
        InboxSettings inboxes,
        SharingSettings sharing) {

    /** How much is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** How lines of the log are written. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    private static final Setting<Path> DATA_FOLDER = Kinds.folder(
            "data-folder",
            "~/.rebound",
            "Where the keys, the journal of attempts and, without database.url, the database are kept.");
    private static final Setting<LogLevel> LOG_LEVEL =
            Kinds.choice("log-level", LogLevel.class, LogLevel.INFO, "How much is logged.");
    private static final Setting<LogFormat> LOG_FORMAT = Kinds.choice(
            "log-format",
            LogFormat.class,
            LogFormat.TEXT,
            "How a line of the log is written: as text with key=value fields, or as a JSON object. Addresses are"
                    + " redacted either way.");
    private static final Setting<Integer> GLOBAL_ACCOUNTS_MIN = Kinds.number(
            "global.accounts-min",
            2,
            1_000,
            3,
            "In how many accounts an address must hard bounce for good before it is suppressed for all.");

    private static final Setting<Optional<Duration>> GLOBAL_WINDOW = Kinds.durationIfAny(
            "global.window",
            Duration.ofDays(1),
            Duration.ofDays(3_650),
            "How long an account counts for that, from its bounce on. Empty means for ever.");

    private static final Setting<Optional<Path>> RULES_FOLDER = Kinds.folderIfAny(
            "rules.folder",
            "The folder of own rules, laid over the built-in ones and read again when a file changes."
                    + " Empty means rules in the data folder.");

    private static final List<Setting<?>> GENERAL =
            List.of(DATA_FOLDER, LOG_LEVEL, LOG_FORMAT, GLOBAL_ACCOUNTS_MIN, GLOBAL_WINDOW, RULES_FOLDER);

    /** Every setting there is, in the order of the reference. */
    static List<Setting<?>> settings() {
        return Stream.of(
                        GENERAL,
                        DatabaseSettings.ALL,
                        NodeSettings.ALL,
                        CircuitSettings.ALL,
                        WebSettings.ALL,
                        IntakeSettings.ALL,
                        SubmissionSettings.ALL,
                        DeliverySettings.ALL,
                        SendingSettings.ALL,
                        WebhookSettings.ALL,
                        InboxSettings.ALL,
                        SharingSettings.ALL)
                .<Setting<?>>flatMap(List::stream)
                .toList();
    }

    /**
     * Reads the file, if one is given, and the environment.
     *
     * @param environment only names that begin with {@code REBOUND_} are looked at
     * @throws ConfigurationException naming everything that is wrong at once
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment) {
        Values values = Values.read(settings(), file, environment);
        Configuration read = new Configuration(
                values.get(DATA_FOLDER),
                DatabaseSettings.from(values),
                NodeSettings.from(values),
                values.get(LOG_LEVEL),
                values.get(LOG_FORMAT),
                new GlobalRule(values.get(GLOBAL_ACCOUNTS_MIN), values.get(GLOBAL_WINDOW)),
                CircuitSettings.from(values),
                values.get(RULES_FOLDER).orElseGet(() -> values.get(DATA_FOLDER).resolve("rules")),
                WebSettings.from(values),
                IntakeSettings.from(values),
                SubmissionSettings.from(values),
                DeliverySettings.from(values),
                WebhookSettings.from(values),
                InboxSettings.from(values),
                SharingSettings.from(values));
        DeliverySettings delivery = read.delivery();
        List<String> problems =
                new ArrayList<>(delivery.login().problems(delivery.smarthost().isPresent()));
        problems.addAll(delivery.sending().problems());
        problems.addAll(read.database().problems());
        problems.addAll(read.inboxes().problems());
        problems.addAll(read.node().problems());
        problems.addAll(read.sharing().problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return read;
    }

    /** Nothing set. */
    public static Configuration defaults() {
        return read(Optional.empty(), Map.of());
    }
}
