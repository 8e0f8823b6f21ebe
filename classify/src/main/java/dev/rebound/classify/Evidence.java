package dev.rebound.classify;

import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.smtp.EnhancedStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The codes of a diagnostic that count. A report often wraps an earlier reply ({@code delivery time
 * expired; last reply was 452 4.2.2 ...}): the innermost reply is the one that says why, and it is
 * the last one in the text.
 *
 * @param code the innermost reply code
 * @param status the enhanced status code that belongs to it, else the one of the report
 * @param standing how final that is
 */
record Evidence(OptionalInt code, Optional<EnhancedStatus> status, Standing standing) {

    static Evidence of(Diagnostic diagnostic, NormalText text) {
        List<NormalText.CodeMention> mentions = text.codes();
        int inner = lastReplyCode(mentions);
        OptionalInt code = inner < 0
                ? diagnostic.code()
                : OptionalInt.of(mentions.get(inner).replyCode());
        Optional<EnhancedStatus> status = statusAfter(mentions, inner)
                .or(() -> diagnostic.status().filter(outer -> agrees(outer, code)))
                .or(() -> lastStatus(mentions).filter(outer -> agrees(outer, code)));
        return new Evidence(code, status, standing(diagnostic.finality(), code, status));
    }

    private static int lastReplyCode(List<NormalText.CodeMention> mentions) {
        for (int i = mentions.size() - 1; i >= 0; i--) {
            if (mentions.get(i).replyCode() > 0) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<EnhancedStatus> statusAfter(List<NormalText.CodeMention> mentions, int from) {
        for (int i = from + 1; i < mentions.size(); i++) {
            if (mentions.get(i).status().isPresent()) {
                return mentions.get(i).status();
            }
        }
        return Optional.empty();
    }

    private static Optional<EnhancedStatus> lastStatus(List<NormalText.CodeMention> mentions) {
        return mentions.isEmpty()
                ? Optional.empty()
                : mentions.get(mentions.size() - 1).status();
    }

    /** The status of the wrapper (4.4.7) says nothing about an inner 550. */
    private static boolean agrees(EnhancedStatus status, OptionalInt code) {
        return code.isEmpty() || code.getAsInt() / 100 == status.statusClass();
    }

    private static Standing standing(Diagnostic.Finality finality, OptionalInt code, Optional<EnhancedStatus> status) {
        boolean isTransient;
        if (code.isPresent() && code.getAsInt() >= 400) {
            isTransient = code.getAsInt() < 500;
        } else if (status.isPresent()) {
            isTransient = status.get().isTransient();
        } else {
            isTransient = finality == Diagnostic.Finality.STILL_TRYING;
        }
        if (!isTransient) {
            return Standing.PERMANENT;
        }
        return finality == Diagnostic.Finality.FINAL ? Standing.GIVEN_UP : Standing.TRANSIENT;
    }

    /** For people: {@code 550 5.1.1}. */
    String describe() {
        String number = code.isPresent() ? Integer.toString(code.getAsInt()) : "";
        return (number + " " + status.map(EnhancedStatus::toString).orElse("")).strip();
    }
}
