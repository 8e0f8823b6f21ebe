/**
 * The way in: the first page after sign-in, health, and the rehearsal's clock. Start at
 * {@link dev.rebound.server.home.HomePages}.
 */
@NullMarked
package dev.rebound.server.home;

import org.jspecify.annotations.NullMarked;
