/**
 * Secrets that have to be kept so that they can be used again, which a hash does not allow: sealed with a key that is not where
 * they are. Must not know what they are for. Start at {@link dev.rebound.engine.secret.SecretBox}.
 */
@NullMarked
package dev.rebound.engine.secret;

import org.jspecify.annotations.NullMarked;
