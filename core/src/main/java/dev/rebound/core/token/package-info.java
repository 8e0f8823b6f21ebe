/**
 * The signed return path that proves a report belongs to a message we sent. Start at
 * {@link dev.rebound.core.token.ReturnPathSigner}.
 */
@NullMarked
package dev.rebound.core.token;

import org.jspecify.annotations.NullMarked;
