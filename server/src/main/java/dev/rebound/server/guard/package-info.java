/**
 * The guard for people and programs: circuits, what they hold, the buttons to settle it, and what accounts are told. Must
 * not decide anything. Start at {@link dev.rebound.server.guard.GuardFeature}.
 */
@NullMarked
package dev.rebound.server.guard;

import org.jspecify.annotations.NullMarked;
