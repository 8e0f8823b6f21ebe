package dev.rebound.cli.explaining;

import dev.rebound.classify.Explanation;
import dev.rebound.classify.model.Opinion;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.text.Span;
import dev.rebound.cli.own.OwnRules;
import dev.rebound.cli.text.Printable;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * An explanation as a page: a label to the left, what there is to say to the right; matched words
 * are bold on a terminal and underlined with {@code ^} everywhere.
 */
final class ExplanationText {

    private static final int LABEL_WIDTH = 12;
    private static final int LINE_WIDTH = 100;

    private final PrintStream out;
    private final Ansi ansi;

    ExplanationText(PrintStream out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void head(String name, ReadMessage read) {
        row("Message", name);
        row("Kind", read.kind().jsonName());
        read.reportingMta().ifPresent(mta -> row("Reported by", mta));
        read.original().messageId().ifPresent(id -> row("About", id));
        read.findings().forEach(finding -> row("Finding", finding.toString()));
        out.println();
    }

    void recipient(ReportedRecipient recipient) {
        row("Recipient", recipient.address().or(recipient::originalAddress).orElse("(not named)"));
        recipient
                .originalAddress()
                .filter(original -> !original.equals(recipient.address().orElse("")))
                .ifPresent(original -> row("Sent to", original));
        row("Action", recipient.action().name().toLowerCase(Locale.ROOT));
        recipient.status().map(EnhancedStatus::toString).ifPresent(status -> row("Status", status));
        recipient.remoteMta().ifPresent(mta -> row("Server", mta));
    }

    /** For a recipient or a whole message about which there is nothing to decide. */
    void nothingFailed(String what) {
        row("Verdict", what);
        out.println();
    }

    void print(Explanation explanation, String text) {
        Verdict verdict = explanation.verdict();
        row("Verdict", bold(verdict.type() + " " + verdict.reason()));
        row("", Words.of(verdict.reason()));
        row("At fault", Words.of(verdict.fault()));
        row("Confidence", Words.of(verdict.confidence()));
        out.println();
        marked("They said", text, explanation.matched());
        marked("Read as", explanation.normalText(), explanation.normalMatched());
        row("Codes", codes(explanation));
        out.println();
        row("Decided by", decidedBy(explanation));
        row("Because", explanation.because());
        row("Source", explanation.source());
        explanation.runnerUp().ifPresent(this::runnerUp);
        row(
                "Without words",
                explanation.prior().reason() + ", by " + explanation.prior().rule() + ": "
                        + explanation.prior().note());
        explanation.opinion().ifPresent(opinion -> opinion(opinion, explanation));
        row("Rules", "version " + verdict.rulesVersion());
        out.println();
    }

    private static String codes(Explanation explanation) {
        String codes = explanation.codes().isEmpty() ? "none" : explanation.codes();
        return codes + " (" + Words.of(explanation.standing()) + ")";
    }

    private static String decidedBy(Explanation explanation) {
        return explanation
                .rule()
                .map(rule -> "rule " + described(rule))
                .orElseGet(() -> explanation.isByModel()
                        ? "the statistical fallback, " + explanation.verdict().rule()
                        : "code table, row " + explanation.verdict().rule());
    }

    private void opinion(Opinion opinion, Explanation explanation) {
        String needed = opinion.needed() > 1
                ? "it may not decide such texts"
                : String.format(Locale.ROOT, "it needs %.2f", opinion.needed());
        row(
                "Model",
                String.format(Locale.ROOT, "%s, sure to %.2f; %s", opinion.reason(), opinion.probability(), needed));
        String decided = explanation.isByModel()
                ? "it decided"
                : explanation.candidates().isEmpty()
                        ? "it was not sure enough"
                        : "it was not asked, because a rule spoke";
        String grams = opinion.grams().isEmpty() ? "" : "; it went by '" + String.join("', '", opinion.grams()) + "'";
        row("", decided + grams);
    }

    private static String described(Rule rule) {
        return "%s (version %d, %s), %s line %d"
                .formatted(
                        rule.id(),
                        rule.version(),
                        rule.specificity().name().toLowerCase(Locale.ROOT),
                        OwnRules.where(rule),
                        rule.line());
    }

    private void runnerUp(Explanation.RunnerUp loser) {
        row("Runner-up", described(loser.rule()));
        row("", "would have said " + loser.reason() + "; it lost because " + loser.whyLost());
    }

    /** A text cut into lines, with a row of ^ under what matched. */
    private void marked(String title, String text, List<Span> matched) {
        String label = title;
        int width = LINE_WIDTH - LABEL_WIDTH - 2;
        int start = 0;
        while (start < text.length()) {
            int end = endOfLine(text, start, width);
            String line = Printable.of(text.substring(start, end));
            StringBuilder marks = new StringBuilder();
            for (int i = start; i < end; i++) {
                marks.append(isIn(i, matched) ? '^' : ' ');
            }
            row(label, line);
            if (!marks.toString().isBlank()) {
                row("", bold(marks.toString().stripTrailing()));
            }
            label = "";
            start = end < text.length() && isBreak(text.charAt(end)) ? end + 1 : end;
        }
        if (text.isEmpty()) {
            row(label, "(nothing)");
        }
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == ' ';
    }

    private static int endOfLine(String text, int start, int width) {
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        if (end - start <= width) {
            return end;
        }
        int space = text.lastIndexOf(' ', start + width);
        return space > start ? space : start + width;
    }

    private static boolean isIn(int place, List<Span> spans) {
        return spans.stream().anyMatch(span -> place >= span.start() && place < span.end());
    }

    private String bold(String text) {
        return ansi.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private void row(String label, String value) {
        String safe = value.startsWith("\u001b") ? value : Printable.of(value);
        out.println(String.format(Locale.ROOT, "%-" + (LABEL_WIDTH + 2) + "s%s", label, safe)
                .stripTrailing());
    }
}
