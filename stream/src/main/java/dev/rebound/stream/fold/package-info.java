/**
 * The fold: what was seen of an address goes through the rules of {@code core}, and what follows goes out. Decides
 * nothing of its own. Start at {@link dev.rebound.stream.fold.AddressFold}.
 */
@NullMarked
package dev.rebound.stream.fold;

import org.jspecify.annotations.NullMarked;
