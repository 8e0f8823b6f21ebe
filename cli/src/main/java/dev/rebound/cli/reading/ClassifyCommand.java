package dev.rebound.cli.reading;

import dev.rebound.classify.Classifier;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.parse.report.MessageReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads messages or replies and prints what each of them means. */
@Command(
        name = "classify",
        description = "Say what returned messages or SMTP replies mean.",
        descriptionHeading = "%n",
        parameterListHeading = "%nWhat to read:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound classify bounce.eml              one message, for people to read",
            "  rebound classify --output jsonl Maildir  a folder, Maildir or mbox, a JSON object a line",
            "  cat bounce.eml | rebound classify -      a message from standard input",
            "  rebound classify --replies replies.txt   SMTP replies, one a line",
            "  rebound classify --replies --output jsonl replies.jsonl",
            "                                           replies as JSON Lines with id and reply",
            "",
            "The output has the order of the input. What cannot be read gives a line with an error and does",
            "not stop the rest; the exit code is then 1."
        })
public final class ClassifyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    @Option(names = "--replies", description = "Read SMTP replies instead of messages (without PATH: standard input).")
    private boolean replies;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people (default), jsonl for programs.")
    private Form form = Form.TEXT;

    @Parameters(
            paramLabel = "PATH",
            description = "A message, a folder of messages, a Maildir or an mbox; - is standard input.")
    private List<String> paths = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    ClassifyCommand(Console console) {
        this.console = console;
    }

    /** Runs {@code classify} with these arguments in this process; the exit code. */
    public static int run(Console console, String... arguments) {
        return new CommandLine(new ClassifyCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    /** How results are printed. */
    enum Form {
        TEXT,
        JSONL
    }

    @Override
    public Integer call() {
        if (paths.isEmpty() && !replies) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Nothing to read: name a message, folder or mbox, or - for standard input.");
        }
        LineForm lines = switch (form) {
            case TEXT -> new TextLines();
            case JSONL -> new JsonLines();
        };
        Classifier classifier = own.classifier();
        boolean allRead = replies
                ? new ReplySource(console, classifier, lines).printAll(paths)
                : new MessageSource(console, new MessageReader(), classifier, lines).printAll(paths);
        return allRead ? CommandLine.ExitCode.OK : Rebound.EXIT_FAILED;
    }
}
