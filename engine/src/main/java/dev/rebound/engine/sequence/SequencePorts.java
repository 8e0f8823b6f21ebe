package dev.rebound.engine.sequence;

/** What is kept of sequences. */
public record SequencePorts(Sequences sequences, DueSteps steps) {}
