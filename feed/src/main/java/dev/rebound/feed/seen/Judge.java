package dev.rebound.feed.seen;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Verdict;

/** Says what somebody's words mean: the classifier. */
@FunctionalInterface
public interface Judge {

    /** What they mean. Never fails, whatever the words. */
    Verdict judge(Diagnostic diagnostic);
}
