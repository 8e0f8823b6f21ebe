package dev.rebound.cli.reading;

import dev.rebound.cli.text.Printable;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.ReportedRecipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines for people: what came, then a line for each recipient. */
final class TextLines implements LineForm {

    /** Longest stretch of a server's words shown, in characters. */
    private static final int WORDS_LENGTH_MAX = 100;

    @Override
    public List<String> message(Place place, ReadMessage message, List<RecipientVerdict> verdicts) {
        String number = place.number() > 0 ? ", message " + place.number() : "";
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(place.file()) + number + ": " + message.kind().jsonName());
        verdicts.forEach(one -> recipient(one, lines));
        return lines;
    }

    private static void recipient(RecipientVerdict one, List<String> lines) {
        ReportedRecipient recipient = one.recipient();
        String address = recipient.address().or(recipient::originalAddress).orElse("(recipient not named)");
        lines.add("  " + Printable.of(address)
                + one.verdict().map(v -> "  " + meaning(v)).orElse(""));
        if (!recipient.text().isBlank()) {
            lines.add("    they said: " + shortened(recipient.text()));
        }
    }

    private static String meaning(Verdict verdict) {
        return "%s %s (confidence %s, rule %s)"
                .formatted(
                        verdict.type(),
                        verdict.reason(),
                        verdict.confidence().name().toLowerCase(Locale.ROOT),
                        verdict.rule());
    }

    @Override
    public String reply(String id, String reply, Verdict verdict) {
        return "%s: %s%n    they said: %s".formatted(Printable.of(id), meaning(verdict), shortened(reply));
    }

    @Override
    public String failure(String key, String name, String error) {
        return Printable.of(name) + ": error: " + error;
    }

    private static String shortened(String words) {
        String line = Printable.of(words.strip());
        return line.length() <= WORDS_LENGTH_MAX ? line : line.substring(0, WORDS_LENGTH_MAX - 3) + "...";
    }
}
