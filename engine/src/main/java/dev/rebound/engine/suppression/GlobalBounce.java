package dev.rebound.engine.suppression;

import java.time.Instant;

/**
 * An address suppressed for every account; for operators only.
 *
 * @param hash what the address is called in the list, which holds no addresses: 32 hexadecimal digits
 * @param accounts how many accounts count
 */
public record GlobalBounce(String hash, Instant since, int accounts) {}
