package dev.rebound.parse.report;

import dev.rebound.parse.dialect.Addresses;
import dev.rebound.parse.dialect.ReplyText;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fields and text of one report, put together. Precedence: address, action and status from the fields; words,
 * reply code, command and host from the fields where they have them, else from what the text says about the
 * same address.
 */
final class ReportMerge {

    private ReportMerge() {}

    /** Whether the fields say all that the text could, of each. */
    static boolean areComplete(List<ReportedRecipient> recipients) {
        for (ReportedRecipient recipient : recipients) {
            if (!isComplete(recipient)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComplete(ReportedRecipient recipient) {
        return recipient.address().isPresent()
                && recipient.status().isPresent()
                && recipient.code().isPresent()
                && recipient.remoteMta().isPresent()
                && !isWordless(recipient.text())
                && !isAcceptance(recipient);
    }

    static List<ReportedRecipient> of(List<ReportedRecipient> fields, List<ReportedRecipient> text, Findings findings) {
        Map<String, ReportedRecipient> said = new HashMap<>();
        text.forEach(t -> t.address().ifPresent(a -> said.putIfAbsent(a.toLowerCase(Locale.ROOT), t)));
        List<ReportedRecipient> merged = new ArrayList<>();
        for (ReportedRecipient field : fields) {
            Optional<ReportedRecipient> same = same(field, said)
                    .or(() -> fields.size() == 1 && text.size() == 1 ? Optional.of(text.getFirst()) : Optional.empty());
            ReportedRecipient both = same.map(t -> merge(field, t, findings)).orElse(field);
            note(both, findings);
            merged.add(both);
        }
        return merged;
    }

    private static Optional<ReportedRecipient> same(ReportedRecipient field, Map<String, ReportedRecipient> said) {
        return field.address()
                .map(a -> said.get(a.toLowerCase(Locale.ROOT)))
                .or(() -> field.originalAddress().map(a -> said.get(a.toLowerCase(Locale.ROOT))));
    }

    private static ReportedRecipient merge(ReportedRecipient field, ReportedRecipient text, Findings findings) {
        boolean disagree = field.address().isPresent()
                && text.address().isPresent()
                && !isSame(field.address().get(), text.address().get())
                && field.originalAddress().stream()
                        .noneMatch(o -> Addresses.same(o, text.address().get()));
        if (disagree) {
            findings.add(FindingKind.TEXT_CONTRADICTS_FIELDS, "delivery-status");
        }
        boolean says = !isWordless(field.text()) && !isAcceptance(field);
        String words = !says && !text.text().isBlank() ? text.text() : field.text();
        return new ReportedRecipient(
                field.address().or(text::address),
                field.originalAddress().or(text::originalAddress),
                field.action(),
                field.status().or(() -> ReplyText.read(words).status()),
                field.code().isPresent() ? field.code() : text.code(),
                words,
                field.command().or(text::command),
                field.remoteMta().or(text::remoteMta));
    }

    /** Programs that deliver on Unix are reported by the number they end with, {@code X-Unix; 73}, and a code alone says little. */
    private static boolean isWordless(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Some systems put the last reply there, to whatever command, though the recipient failed: {@code smtp; 250 OK}. */
    private static boolean isAcceptance(ReportedRecipient field) {
        String text = field.text();
        boolean positive = text.length() > 3 && text.charAt(0) == '2' && text.charAt(3) == ' ' && isNumber(text, 3);
        return positive && field.action() == RecipientAction.FAILED;
    }

    private static boolean isNumber(String text, int digits) {
        return text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
    }

    /** Texts often name a local user without a domain. */
    private static boolean isSame(String field, String text) {
        return Addresses.same(field, text)
                || (text.indexOf('@') < 0 && field.regionMatches(true, 0, text + "@", 0, text.length() + 1));
    }

    private static void note(ReportedRecipient recipient, Findings findings) {
        boolean contradicts = recipient.status().isPresent()
                && recipient.code().isPresent()
                && recipient.status().get().statusClass() != recipient.code().getAsInt() / 100;
        if (contradicts) {
            findings.add(FindingKind.STATUS_CONTRADICTS_REPLY, "delivery-status");
        }
    }
}
