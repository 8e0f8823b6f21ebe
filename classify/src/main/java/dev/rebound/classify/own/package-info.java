/**
 * An installation's own rules: read from a folder, laid over the built-in ones, tried before they are
 * put in force, and put in force without a restart. Must not know who asks for verdicts. Start at
 * {@link dev.rebound.classify.own.RulesInForce}.
 */
@NullMarked
package dev.rebound.classify.own;

import org.jspecify.annotations.NullMarked;
