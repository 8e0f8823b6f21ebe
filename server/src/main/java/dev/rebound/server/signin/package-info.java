/**
 * Signing in and out, and choosing language and account. Start at
 * {@link dev.rebound.server.signin.SignInPages}.
 */
@NullMarked
package dev.rebound.server.signin;

import org.jspecify.annotations.NullMarked;
