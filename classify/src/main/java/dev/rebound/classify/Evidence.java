package dev.rebound.classify;

import dev.rebound.classify.text.NormalText;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.smtp.EnhancedStatus;
import java.util.Optional;

/**
 * The codes of a diagnostic that count. A report often wraps an earlier reply ({@code delivery time
 * expired; last reply was 452 4.2.2 ...}): the innermost reply is the one that says why, and it is
 * the last one in the text.
 *
 * @param code the innermost reply code, or 0
 * @param status the enhanced status code that belongs to it, else the one of the report, as {@link
 *     NormalText#packed} packs it; 0 if there is none
 * @param standing how final that is
 */
record Evidence(int code, int status, Standing standing) {

    static Evidence of(Diagnostic diagnostic, NormalText text) {
        int inner = lastReplyCode(text);
        int code = inner < 0 ? diagnostic.code().orElse(0) : text.replyCode(inner);
        int status = statusAfter(text, inner);
        if (status == 0) {
            status = agreeing(packed(diagnostic.status()), code);
        }
        if (status == 0 && text.codeCount() > 0) {
            status = agreeing(text.status(text.codeCount() - 1), code);
        }
        return new Evidence(code, status, standing(diagnostic.finality(), code, status));
    }

    private static int packed(Optional<EnhancedStatus> status) {
        if (status.isEmpty()) {
            return 0;
        }
        EnhancedStatus found = status.get();
        return NormalText.packed(found.statusClass(), found.subject(), found.detail());
    }

    private static int lastReplyCode(NormalText text) {
        int index = text.codeCount() - 1;
        while (index >= 0 && text.replyCode(index) == 0) {
            index--;
        }
        return index;
    }

    private static int statusAfter(NormalText text, int from) {
        for (int i = from + 1; i < text.codeCount(); i++) {
            if (text.status(i) != 0) {
                return text.status(i);
            }
        }
        return 0;
    }

    /** The status of the wrapper (4.4.7) says nothing about an inner 550. */
    private static int agreeing(int status, int code) {
        return code == 0 || code / 100 == NormalText.statusClass(status) ? status : 0;
    }

    private static Standing standing(Diagnostic.Finality finality, int code, int status) {
        boolean isTransient;
        if (code >= 400) {
            isTransient = code < 500;
        } else if (status != 0) {
            isTransient = NormalText.statusClass(status) == 4;
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
        String number = code == 0 ? "" : Integer.toString(code);
        return (number + " "
                        + NormalText.unpacked(status)
                                .map(EnhancedStatus::toString)
                                .orElse(""))
                .strip();
    }
}
