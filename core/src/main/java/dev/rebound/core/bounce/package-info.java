/**
 * The verdict and what it rests on: type, reason, fault, diagnostic, evidence. Must not know how
 * evidence was read or by which rules it was judged. Start at {@link dev.rebound.core.bounce.Verdict}.
 */
@NullMarked
package dev.rebound.core.bounce;

import org.jspecify.annotations.NullMarked;
