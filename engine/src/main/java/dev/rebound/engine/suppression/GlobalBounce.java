package dev.rebound.engine.suppression;

import dev.rebound.core.address.AddressKey;
import java.time.Instant;

/** An address suppressed for every account; for operators only. */
public record GlobalBounce(AddressKey address, Instant since, int accounts) {}
