/**
 * What providers that relay our mail tell of it: who may tell us, what they said, and what it is worth as evidence. Must not know
 * how a provider writes it down; {@link dev.rebound.engine.provider.ProviderDialect} is the port for that. Start at
 * {@link dev.rebound.engine.provider.ProviderDesk}.
 */
@NullMarked
package dev.rebound.engine.provider;

import org.jspecify.annotations.NullMarked;
