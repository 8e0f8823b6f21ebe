package dev.rebound.cli.serve;

import dev.rebound.server.demo.Demo;
import dev.rebound.server.demo.DemoOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rebound demo}. */
@Command(
        name = "demo",
        header = "Try Rebound against an invented internet on this machine.",
        description = {
            "",
            "Starts mail servers that misbehave in every way, three sample accounts that each send an email,"
                    + " and the pages. Nothing leaves this machine. The demo's clock begins 90 hours ago and"
                    + " catches up in a minute, so that retries of three days have happened when you look.",
            "",
            "Ctrl-C stops it; started again it goes on where it was.",
            ""
        },
        footer = {"", "Examples:", "  rebound demo", "  rebound demo --fresh --port 9090"},
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The demo's own folder (default: ~/.rebound-demo). It may be emptied.")
    private Path folder = Path.of(System.getProperty("user.home"), ".rebound-demo");

    @Option(names = "--fresh", description = "Begin again: remove what an earlier demo left.")
    private boolean fresh;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the pages (default: 8080); 0 for any.")
    private int port = 8080;

    @Option(
            names = "--submission-port",
            paramLabel = "PORT",
            description = "Port where programs hand mail over by SMTP (default: 2587); 0 for any.")
    private int submissionPort = 2587;

    @Option(
            names = "--catch-up",
            paramLabel = "SECONDS",
            description = "Real seconds in which the demo's 90 hours pass (default: 60).")
    private int catchUpSeconds = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        DemoOptions standard = DemoOptions.standard(folder);
        Demo demo = Demo.start(new DemoOptions(
                folder, fresh, port, submissionPort, standard.past(), Duration.ofSeconds(Math.max(1, catchUpSeconds))));
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("  Rebound demo    http://127.0.0.1:" + demo.httpPort());
        out.println("  Sign in with    " + Demo.LOGIN + " / " + Demo.PASSWORD);
        out.println(
                "  Submit mail     127.0.0.1:" + demo.submissionPort() + ", user 1, password " + Demo.SUBMISSION_KEY);
        out.println("  Data folder     " + folder);
        out.println();
        out.println("  Three accounts are sending now; the first bounces are on the page already.");
        out.println("  Ctrl-C stops it.");
        out.println();
        out.flush();
        RunUntilStopped.run(demo);
        return 0;
    }
}
