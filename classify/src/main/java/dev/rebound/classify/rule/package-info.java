/**
 * The rules as data: what a rule states, how rule files are read, and what is wrong with them. Must
 * not know how a verdict is reached. Start at {@link dev.rebound.classify.rule.RuleSet}.
 */
@NullMarked
package dev.rebound.classify.rule;

import org.jspecify.annotations.NullMarked;
