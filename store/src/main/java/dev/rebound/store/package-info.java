/**
 * The engine's ports on SQL: one data folder with one SQLite database, one writer and many readers. Must not
 * know HTTP, SMTP or pages, and decides nothing: what an observation means is decided in {@code core}.
 * Start at {@link dev.rebound.store.Store}; the way from a write to the disk is
 * {@link dev.rebound.store.database.GroupCommitWriter}.
 */
@NullMarked
package dev.rebound.store;

import org.jspecify.annotations.NullMarked;
