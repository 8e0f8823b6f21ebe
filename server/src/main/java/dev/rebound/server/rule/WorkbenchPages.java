package dev.rebound.server.rule;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The workbench: paste a reply or a message, or upload one, and see how it is read and decided. For
 * everybody who has signed in, because the rules are the same for all accounts and nothing that is
 * shown comes from anywhere but the paste.
 */
public final class WorkbenchPages implements Feature {

    private static final String PAGE = "/rules/workbench";

    /** Longest name of a host, in characters (RFC 1035). */
    private static final int HOST_LENGTH_MAX = 255;

    /** A header line, as the first one of a message. */
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]{1,100}:.*");

    private final Workbench workbench;

    WorkbenchPages(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.SIGNED_IN, visit -> show(visit, Question.EMPTY, Optional.empty()))
                .post(PAGE, Access.SIGNED_IN, this::explain);
    }

    /** What a paste is taken for. */
    public enum Kind {
        /** Seen from its first lines. */
        DETECT,
        REPLY,
        MESSAGE
    }

    /** What was wrong with the form. */
    public enum Problem {
        NONE,
        NOTHING,
        TOO_LARGE,
        TOO_LONG
    }

    /**
     * What was asked.
     *
     * @param text the paste; empty if a file was sent
     * @param host the server that said it, as entered
     */
    public record Question(String text, String host, Kind kind, Problem problem) {

        static final Question EMPTY = new Question("", "", Kind.DETECT, Problem.NONE);

        Question with(Problem wrong) {
            return new Question(text, host, kind, wrong);
        }

        /** What a paste can be taken for. */
        public List<Kind> kinds() {
            return List.of(Kind.values());
        }

        /** Does not show the text: it may name people. */
        @Override
        public String toString() {
            return "Question[" + kind + ", " + problem + "]";
        }
    }

    /** The form with what was asked, and the answer. */
    public record WorkbenchPage(Question question, Optional<Opened> opened) {}

    private static void show(Visit visit, Question question, Optional<Opened> opened) {
        visit.http().status(question.problem() == Problem.NONE ? 200 : 422);
        visit.page("rules/workbench.jte", new WorkbenchPage(question, opened));
    }

    private void explain(Visit visit) throws IOException {
        Question question = new Question(
                visit.form("text"),
                visit.form("host").strip(),
                visit.form("kind", Kind.class).orElse(Kind.DETECT),
                Problem.NONE);
        Optional<UploadedFile> file =
                Optional.ofNullable(visit.http().uploadedFile("file")).filter(sent -> sent.size() > 0);
        if (file.isPresent()) {
            upload(visit, question, file.get());
        } else if (question.text().isBlank()) {
            show(visit, question.with(Problem.NOTHING), Optional.empty());
        } else if (isMessage(question)) {
            show(visit, question, Optional.of(workbench.message(question.text().getBytes(StandardCharsets.UTF_8))));
        } else if (question.text().length() > Diagnostic.TEXT_LENGTH_MAX) {
            show(visit, question.with(Problem.TOO_LONG), Optional.empty());
        } else {
            show(visit, question, Optional.of(workbench.reply(question.text().strip(), host(question))));
        }
    }

    private void upload(Visit visit, Question question, UploadedFile file) throws IOException {
        byte[] octets;
        try (InputStream content = file.content()) {
            octets = content.readNBytes(Workbench.MESSAGE_OCTETS_MAX + 1);
        }
        if (octets.length > Workbench.MESSAGE_OCTETS_MAX) {
            show(visit, question.with(Problem.TOO_LARGE), Optional.empty());
        } else {
            show(visit, question, Optional.of(workbench.message(octets)));
        }
    }

    private static Optional<String> host(Question question) {
        return Optional.of(question.host().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty() && host.length() <= HOST_LENGTH_MAX);
    }

    /** A message begins with a header and has an empty line; replies seldom have either, never both. */
    private static boolean isMessage(Question question) {
        return switch (question.kind()) {
            case REPLY -> false;
            case MESSAGE -> true;
            case DETECT -> {
                List<String> lines = question.text().strip().lines().toList();
                boolean header = HEADER.matcher(lines.getFirst()).matches()
                        || lines.getFirst().startsWith("From ");
                yield header && lines.stream().anyMatch(String::isBlank);
            }
        };
    }
}
