package dev.rebound.classify;

import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a piece of evidence means.
 *
 * <p>Words decide before codes: a server's text is far more reliable than its numbers (5.7.1 alone
 * means policy, spam, unknown user or content). All phrases of all rules are looked for in one pass;
 * of the rules whose conditions hold, the most specific decides, where specificity is what its author
 * stated, then the length of the words it matched, then the number of its conditions. Where no rule
 * speaks, a statistical model may, if it is surer than the codes deserve; then the enhanced status code, then the reply code, then the command, and then nobody: an
 * honest {@code unclassified}. A code with a well-kept meaning (5.1.1) overrules words that are only
 * a hint.
 *
 * <p>The cost is linear in the length of the text (of which at most
 * {@link Diagnostic#TEXT_LENGTH_MAX} characters are read) and does not depend on the number of rules. Words
 * that were judged of late are not judged again: see {@link Precedents}.
 * Immutable; thread-safe. Make one and share it.
 */
public final class Classifier {

    private static @Nullable Classifier builtIn;

    private final CompiledRules rules;
    private final Judges judges;

    private Classifier(CompiledRules rules) {
        this.rules = rules;
        this.judges = new Judges(rules);
    }

    /** With the rules that come with Rebound. One for the whole process; the first call takes some hundred milliseconds. */
    public static synchronized Classifier builtIn() {
        if (builtIn == null) {
            builtIn = of(RuleSet.builtIn());
        }
        return builtIn;
    }

    /** With these rules, and the statistical fallback that comes with Rebound. */
    public static Classifier of(RuleSet rules) {
        return new Classifier(new CompiledRules(rules, Fallback.builtIn()));
    }

    static Classifier of(RuleSet rules, Fallback fallback) {
        return new Classifier(new CompiledRules(rules, fallback));
    }

    /** With these rules and nothing else: where no rule speaks, codes do. */
    public static Classifier ofRulesAlone(RuleSet rules) {
        return new Classifier(new CompiledRules(rules, Fallback.NONE));
    }

    /** What the evidence means. Never fails, whatever the text. */
    public Verdict classify(Diagnostic diagnostic) {
        Judgement judgement = judges.take();
        try {
            return judgement.verdict(diagnostic);
        } finally {
            judges.giveBack(judgement);
        }
    }

    /** What the evidence means, and everything about how that was found. */
    public Explanation explain(Diagnostic diagnostic) {
        Judgement judgement = judges.take();
        try {
            return judgement.judge(diagnostic).explanation();
        } finally {
            judges.giveBack(judgement);
        }
    }

    /**
     * Why something decides as it does.
     *
     * @param note one sentence
     * @param source the standard or page behind it
     */
    public record Reasoning(String note, String source) {}

    /**
     * Why a verdict was given under this name, be it that of a rule, a status code, a reply code, a command or the statistical
     * model.
     *
     * @return empty for a name that decides nothing here, because the rule is gone or because it never was the classifier's
     */
    public Optional<Reasoning> reasoning(RuleId decided) {
        if (rules.fallback().isCalled(decided)) {
            return Optional.of(new Reasoning(Fallback.NOTE, Fallback.SOURCE));
        }
        return rules.set()
                .rule(decided.value())
                .map(rule -> new Reasoning(rule.note(), rule.source()))
                .or(() -> rules.priors().called(decided).map(code -> new Reasoning(code.note(), code.source())));
    }

    /** The rules that decide. */
    public RuleSet rules() {
        return rules.set();
    }

    CompiledRules compiled() {
        return rules;
    }

    /** Bytes of memory that the compiled rules take, most of it one table. */
    public long compiledBytes() {
        return rules.compiledBytes();
    }
}
