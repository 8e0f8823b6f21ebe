package dev.rebound.bench;

/**
 * How fast one contender was.
 *
 * @param contender which one
 * @param threads how many worked at the same time
 * @param micros microseconds of CPU that a message took
 * @param perSecond messages a second, all threads together, by the clock on the wall
 * @param speedUp how many times less CPU than the reference in the same round, with as many threads
 * @param scaling how many times the messages a second of one thread, in the same round
 */
public record Figures(
        Contender contender, int threads, Spread micros, Spread perSecond, Spread speedUp, Spread scaling) {}
