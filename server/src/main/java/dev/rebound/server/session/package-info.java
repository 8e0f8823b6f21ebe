/**
 * Who is signed in: passwords, the limit on guessing, sessions and their tokens. Must not know pages.
 * Start at {@link dev.rebound.server.session.Sessions}.
 */
@NullMarked
package dev.rebound.server.session;

import org.jspecify.annotations.NullMarked;
