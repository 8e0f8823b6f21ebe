/**
 * What does this reply or report mean, and why do we say so: asked over the REST API. Must not change
 * anything. Start at {@link dev.rebound.server.classify.ClassifyApi}.
 */
@NullMarked
package dev.rebound.server.classify;

import org.jspecify.annotations.NullMarked;
