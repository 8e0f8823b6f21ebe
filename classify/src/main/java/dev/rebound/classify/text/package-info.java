/**
 * What a server wrote, brought into one form: lines joined, case, width and accents folded, codes
 * lifted out, addresses and ids masked, provider keys kept. Must not know rules or verdicts. Start
 * at {@link dev.rebound.classify.text.NormalText}.
 */
@NullMarked
package dev.rebound.classify.text;

import org.jspecify.annotations.NullMarked;
