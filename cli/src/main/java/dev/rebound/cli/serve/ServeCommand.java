package dev.rebound.cli.serve;

import dev.rebound.server.boot.FirstOperator;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.ConfigurationReference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound serve}. */
@Command(
        name = "serve",
        header = "Run the server: delivery, the server for returned mail, pages and REST API.",
        description = {
            "",
            "Works with nothing configured; everything is kept in one data folder (~/.rebound unless told)."
                    + " Settings come from one file and from environment variables; a key that does not exist"
                    + " stops the start. The first start makes an operator and prints the password once.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rebound serve",
            "  rebound serve --config /etc/rebound.toml",
            "  rebound serve --data /var/lib/rebound",
            "  rebound serve --print-config > rebound.toml",
            "  REBOUND_HTTP_PORT=9090 rebound serve"
        },
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file (TOML).")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder, instead of what is configured (default: ~/.rebound).")
    private @Nullable Path data;

    @Option(names = "--print-config", description = "Print every setting with its default and meaning, and stop.")
    private boolean printConfig;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /** What is said in the command goes before what is said around it. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Path folder = data;
        if (folder != null) {
            environment.put("REBOUND_DATA_FOLDER", folder.toString());
        }
        return environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (printConfig) {
            out.print(ConfigurationReference.asToml());
            out.flush();
            return 0;
        }
        Configuration configuration = Configuration.read(Optional.ofNullable(file), environment());
        LogOutput.follow(configuration);
        Installation installation = Installation.open(configuration);
        try {
            Installation.Running running = installation.start(configuration.delivery());
            FirstOperator.ifNobodyIsThere(running.ports().entry().people()).ifPresent(made -> {
                out.println();
                out.println("  First start: an operator was made. The password is shown this once;");
                out.println("  whoever signs in with it chooses another before anything else.");
                out.println("  Sign in with    " + made.login() + " / " + made.password());
            });
            out.println();
            out.println("  Pages and API   http://" + configuration.web().host() + ":" + running.httpPort());
            out.println("  Returned mail   " + configuration.intake().host() + ":" + running.intakePort() + " for "
                    + configuration.intake().bounceDomain());
            running.submissionPort()
                    .ifPresent(port -> out.println("  Submission      "
                            + configuration.submission().listen().orElseThrow().host() + ":" + port));
            out.println("  Data folder     " + configuration.dataFolder());
            configuration.database().address().ifPresent(database -> out.println("  Database        " + database));
            out.println();
            out.flush();
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
        RunUntilStopped.run(installation);
        return 0;
    }
}
