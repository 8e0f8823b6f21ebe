package dev.rebound.cli.explaining;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.cli.Rebound;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.parse.mime.MboxSplitter;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a verdict came about. */
@Command(
        name = "explain",
        description = "Show everything about one verdict: the words that decided, the rule, what else was considered.",
        descriptionHeading = "%n",
        parameterListHeading = "%nWhat to explain:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  rebound explain '550 5.1.1 <kim@dept.example>: User unknown'",
            "  rebound explain bounce.eml",
            "  rebound explain --output json '421 4.7.0 try again later'",
            "  rebound explain - < bounce.eml"
        })
public final class ExplainCommand implements Callable<Integer> {

    /** Largest message explained, in bytes. */
    private static final int MESSAGE_BYTES_MAX = 64 << 20;

    private final Console console;

    @Mixin
    private OwnRules own = new OwnRules();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people (default), json for programs.")
    private Form form = Form.TEXT;

    @Parameters(
            paramLabel = "REPLY|FILE",
            arity = "1..*",
            description = "A server's reply, quoted; or a file with a returned message; - is standard input.")
    private List<String> words = List.of();

    ExplainCommand(Console console) {
        this.console = console;
    }

    /** How the explanation is printed. */
    enum Form {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        String given = String.join(" ", words);
        try {
            if (given.equals("-")) {
                return bytes("standard input", console.in().readNBytes(MESSAGE_BYTES_MAX));
            }
            if (isFile(given)) {
                if (Files.size(Path.of(given)) > MESSAGE_BYTES_MAX) {
                    console.err().println(given + " is larger than " + MESSAGE_BYTES_MAX + " bytes");
                    return Rebound.EXIT_FAILED;
                }
                return bytes(given, Files.readAllBytes(Path.of(given)));
            }
        } catch (IOException e) {
            console.err().println("Could not read " + given + ": " + e.getMessage());
            return Rebound.EXIT_FAILED;
        }
        return reply(given);
    }

    private static boolean isFile(String given) {
        try {
            return Files.isRegularFile(Path.of(given));
        } catch (InvalidPathException e) {
            // a reply holds characters that no path may hold
            return false;
        }
    }

    private int reply(String text) {
        Explanation explanation = own.classifier().explain(Diagnostic.ofText(text));
        switch (form) {
            case TEXT -> new ExplanationText(console.out(), Ansi.AUTO).print(explanation, text);
            case JSON -> console.out().println(ExplanationJson.of(explanation, text));
        }
        return CommandLine.ExitCode.OK;
    }

    /** A returned message; a file that starts with a reply code holds a reply. */
    private int bytes(String name, byte[] content) {
        if (startsWithCode(content)) {
            return reply(new String(content, java.nio.charset.StandardCharsets.UTF_8).strip());
        }
        byte[] message =
                MboxSplitter.isMbox(content) ? MboxSplitter.split(content).getFirst() : content;
        ReadMessage read = new MessageReader().read(message);
        Classifier classifier = own.classifier();
        switch (form) {
            case TEXT -> text(name, read, classifier);
            case JSON -> console.out().println(ExplanationJson.of(name, read, classifier));
        }
        return CommandLine.ExitCode.OK;
    }

    private static boolean startsWithCode(byte[] content) {
        return content.length > 3
                && (content[0] == '4' || content[0] == '5')
                && Character.isDigit(content[1])
                && Character.isDigit(content[2])
                && (content[3] == ' ' || content[3] == '-');
    }

    private void text(String name, ReadMessage read, Classifier classifier) {
        ExplanationText printer = new ExplanationText(console.out(), Ansi.AUTO);
        printer.head(name, read);
        if (read.report().recipients().isEmpty()) {
            printer.nothingFailed("none: the message names no recipient that failed");
        }
        for (ReportedRecipient recipient : read.report().recipients()) {
            printer.recipient(recipient);
            if (Trouble.of(read, recipient)) {
                printer.print(classifier.explain(recipient.diagnostic()), recipient.text());
            } else {
                printer.nothingFailed("none: nothing failed here");
            }
        }
    }
}
