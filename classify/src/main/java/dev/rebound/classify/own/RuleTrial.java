package dev.rebound.classify.own;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.RuleCheck;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.classify.rule.RuleSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What would happen if these files were an installation's own rules: read, laid over the built-in ones,
 * held against every example, and put in force by nobody. The one way by which own files are judged, at
 * start, at a reload, on the command line and on the pages.
 *
 * @param problems what must be put right, in order of file and line; with any of them nothing is usable
 * @param displaced what built-in rules promise and these files change
 * @param examples number of examples and counter-examples tried
 * @param classifier decides by these files, to try texts on; empty if there are problems
 */
public record RuleTrial(
        List<RuleProblem> problems,
        List<RuleCheck.Displaced> displaced,
        int examples,
        Optional<Classifier> classifier) {

    public RuleTrial {
        problems = List.copyOf(problems);
        displaced = List.copyOf(displaced);
    }

    /** Tries an installation's own files together with the built-in ones. Never fails. */
    public static RuleTrial of(List<RuleFile> own) {
        try {
            Classifier classifier = Classifier.of(RuleSet.read(
                    Stream.concat(RuleSet.builtInFiles().stream(), own.stream()).toList()));
            RuleCheck check = RuleCheck.of(classifier);
            return new RuleTrial(
                    check.problems(),
                    check.displaced(),
                    check.examples(),
                    check.problems().isEmpty() ? Optional.of(classifier) : Optional.empty());
        } catch (BrokenRulesException e) {
            return refused(e);
        }
    }

    /** The trial of files that could not even be read. */
    public static RuleTrial refused(BrokenRulesException refusal) {
        return new RuleTrial(refusal.problems(), List.of(), 0, Optional.empty());
    }

    /**
     * What decides by these files.
     *
     * @throws BrokenRulesException with the problems, if there are any
     */
    public Classifier orThrow() {
        return classifier.orElseThrow(() -> new BrokenRulesException(problems));
    }
}
