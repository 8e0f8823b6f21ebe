package dev.rebound.stream.cli;

import dev.rebound.classify.own.RulesFolder;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.PolicyChoice;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.read.ReadSettings;
import dev.rebound.stream.read.ReadSettings.KeyFile;
import dev.rebound.stream.read.ReadSettings.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/** What the job reads and decides by, and how it runs; what is not said is left to the cluster. */
@SuppressWarnings("NullAway.Init") // picocli sets what has a default
final class JobOptions {

    private static final Set<String> PRESETS = Set.of("STANDARD", "PROTECTIVE");

    private static final Pattern KEY = Pattern.compile("(\\d{1,4})(?:\\+(\\d{1,12}))?:(.+)");

    @Option(names = "--rules", paramLabel = "FOLDER", description = "Own rules, laid over the built-in ones.")
    Optional<Path> rules = Optional.empty();

    @Option(
            names = "--judge-again",
            description = "Judge every reply by these rules, also where the line brings a verdict.")
    boolean judgeAgain;

    @Option(
            names = "--believe-plausible",
            description = "Let failures act whose token is elsewhere than in the envelope recipient.")
    boolean believePlausible;

    @Option(
            names = "--key",
            paramLabel = "NUMBER[+ACCOUNTS]:FILE",
            description = {
                "An installation's key of return paths, on every machine of the job, with the installation's number, "
                        + "0 for the only one, and what is added to its accounts' numbers."
            })
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--log-zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Where lines of Postfix were written that say no zone (default: ${DEFAULT-VALUE}).")
    String logZone;

    @Option(
            names = "--powermta-columns",
            paramLabel = "NAME,NAME,...",
            defaultValue = "",
            description =
                    "Columns of PowerMTA's accounting records, where neither a header nor a first line names them.")
    String powerMtaColumns;

    @Option(
            names = "--policy",
            paramLabel = "PRESET|FILE",
            defaultValue = "STANDARD",
            description = {
                "What bounces do: STANDARD, PROTECTIVE, or a file as GET /api/v1/policy answers (default: ${DEFAULT-VALUE})."
            })
    String policy;

    @Option(
            names = "--account-policy",
            paramLabel = "ACCOUNT=PRESET|FILE",
            description = "The same for one account; repeat it for others.")
    Map<Long, String> accountPolicies = new HashMap<>();

    @Option(
            names = "--global-accounts",
            defaultValue = "3",
            description = "Accounts that make a bounce global (default: ${DEFAULT-VALUE}).")
    int globalAccounts;

    @Option(
            names = "--global-window-days",
            description = "In how many days they must have bounced it; without it in any time.")
    Optional<Integer> globalWindowDays = Optional.empty();

    @Option(
            names = "--patience-minutes",
            defaultValue = "10",
            description = "How long evidence waits for its message, in event time (default: ${DEFAULT-VALUE}).")
    int patienceMinutes;

    @Option(
            names = "--remember-days",
            defaultValue = "14",
            description = "How long messages that ended well are kept (default: ${DEFAULT-VALUE}).")
    int rememberDays;

    @Option(names = "--parallelism", description = "Subtasks of each step.")
    Optional<Integer> parallelism = Optional.empty();

    @Option(names = "--state", description = "Where states are kept: hashmap (memory) or rocksdb (disk).")
    Optional<String> state = Optional.empty();

    @Option(names = "--checkpoints", paramLabel = "URI", description = "Where checkpoints are kept.")
    Optional<String> checkpoints = Optional.empty();

    @Option(names = "--checkpoint-seconds", description = "How often; what the job tells becomes visible as often.")
    Optional<Integer> checkpointSeconds = Optional.empty();

    ReadSettings reading() {
        return new ReadSettings(
                new LinkedHashMap<>(rules.map(JobOptions::texts).orElseGet(Map::of)),
                judgeAgain ? Verdicts.JUDGED_AGAIN : Verdicts.AS_TOLD,
                believePlausible ? Belief.PLAUSIBLE : Belief.PROVEN,
                new ArrayList<>(keyFiles()),
                new LogSettings(zone().getId(), powerMtaColumns));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(logZone);
        } catch (DateTimeException e) {
            throw new WrongOptionException(
                    "--log-zone: there is no zone " + logZone + ", write for example Europe/Berlin.");
        }
    }

    static Map<String, String> texts(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WrongOptionException("--rules: there is no folder " + folder + ".");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            new RulesFolder(folder).read().forEach(file -> texts.put(file.name(), file.text()));
        } catch (BrokenRulesException e) {
            throw new WrongOptionException("--rules: " + e.getMessage());
        }
        return texts;
    }

    private List<KeyFile> keyFiles() {
        List<KeyFile> files = new ArrayList<>();
        for (String key : keys) {
            Matcher parts = KEY.matcher(key);
            if (!parts.matches()) {
                throw new WrongOptionException("--key " + key + ": write the installation's number, a colon and a file,"
                        + " for example 0:/var/lib/rebound/return-path.key.");
            }
            long accountsFrom =
                    Optional.ofNullable(parts.group(2)).map(Long::parseLong).orElse(0L);
            files.add(new KeyFile(Integer.parseInt(parts.group(1)), accountsFrom, parts.group(3)));
        }
        return files;
    }

    FoldSettings folding() {
        if (globalAccounts < 2 || globalWindowDays.orElse(1) < 1 || patienceMinutes < 0 || rememberDays < 1) {
            throw new WrongOptionException("--global-accounts is 2 at least, --global-window-days 1,"
                    + " --patience-minutes 0, --remember-days 1.");
        }
        HashMap<Long, PolicyChoice> policies = new HashMap<>();
        accountPolicies.forEach((account, choice) -> policies.put(account, policy("--account-policy", choice)));
        return new FoldSettings(
                policy("--policy", policy),
                policies,
                new FoldSettings.Global(
                        globalAccounts, globalWindowDays.map(Duration::ofDays).orElse(FoldSettings.FOR_EVER)),
                Duration.ofMinutes(patienceMinutes),
                Duration.ofDays(rememberDays),
                FoldSettings.Moment.NEVER);
    }

    /** A preset by its name, or what a file says. */
    static PolicyChoice policy(String option, String choice) {
        try {
            return PRESETS.contains(choice.toUpperCase(Locale.ROOT))
                    ? PolicyChoice.preset(choice)
                    : PolicyChoice.of(Files.readString(Path.of(choice)));
        } catch (IOException | InvalidPathException e) {
            throw new WrongOptionException(option + ": " + choice + " is no preset, and no file that can be read.");
        } catch (IllegalArgumentException e) {
            throw new WrongOptionException(option + ": " + choice + " is no policy: " + e.getMessage() + ".");
        }
    }

    StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        state.ifPresent(name -> configuration.set(StateBackendOptions.STATE_BACKEND, name));
        checkpoints.ifPresent(uri -> {
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri);
            configuration.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        });
        checkpointSeconds.ifPresent(
                seconds -> configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(seconds)));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(configuration));
        parallelism.ifPresent(environment::setParallelism);
        return environment;
    }
}
