package dev.rebound.server.listfile;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Diagnostic.Finality;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.Cause;
import dev.rebound.core.smtp.EnhancedStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the words of a list come to. A server's reply that was kept goes through our own rules, as if it had been said
 * to us; where nobody kept one, a bounce is {@link Reason#OTHER}: we do not know better. For one list, on one thread.
 */
final class SaidWords {

    /** Replies repeat: most lists know a few thousand different ones. */
    private static final int VERDICTS_KEPT_MAX = 4_096;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Function<Diagnostic, Verdict> classifier;
    private final Map<String, Judged> verdicts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Judged> eldest) {
            return size() > VERDICTS_KEPT_MAX;
        }
    };

    SaidWords(Function<Diagnostic, Verdict> classifier) {
        this.classifier = classifier;
    }

    /** What a reply is: the reason of a hard bounce, or none where it was a soft one. */
    record Judged(Optional<Reason> hard) {}

    /**
     * A server's reply.
     *
     * @param status enhanced or basic status code beside it; may be empty
     */
    Judged reply(String text, String status) {
        if (text.isBlank() && status.isBlank()) {
            return new Judged(Optional.of(Reason.OTHER));
        }
        return verdicts.computeIfAbsent(status + " " + text, key -> judge(text, status));
    }

    private Judged judge(String text, String status) {
        Diagnostic words = Diagnostic.ofText(text);
        OptionalInt code = words.code().isPresent() ? words.code() : codeOf(status);
        Optional<EnhancedStatus> enhanced = EnhancedStatus.parse(status).or(words::status);
        boolean temporary = enhanced.map(EnhancedStatus::isTransient).orElse(code.isPresent() && code.getAsInt() < 500);
        Verdict verdict = classifier.apply(new Diagnostic(
                temporary ? Finality.UNSTATED : Finality.FINAL,
                code,
                enhanced,
                words.text(),
                Optional.empty(),
                Optional.empty()));
        if (verdict.confidence() == Confidence.NONE && !temporary) {
            return new Judged(Optional.of(Reason.OTHER));
        }
        return new Judged(verdict.type() == BounceType.HARD ? Optional.of(verdict.reason()) : Optional.empty());
    }

    private static OptionalInt codeOf(String status) {
        return status.matches("[245][0-9]{2}") ? OptionalInt.of(Integer.parseInt(status)) : OptionalInt.empty();
    }

    /** The words as they are kept: one line, not too long. */
    static String original(String... words) {
        String joined = BLANKS.matcher(String.join(" ", words)).replaceAll(" ").strip();
        return joined.length() > Cause.Listed.ORIGINAL_LENGTH_MAX
                ? joined.substring(0, Cause.Listed.ORIGINAL_LENGTH_MAX)
                : joined;
    }
}
