package dev.rebound.store.move;

/**
 * A table that is the same on both sides.
 *
 * @param rows it has
 */
public record MovedTable(String name, long rows) {}
