/**
 * What an operator can set: one record per component, in which key, type, default, bounds and meaning of
 * every setting stand together, read from one TOML file and the environment. Must not know what the
 * components do with it. Start at {@link dev.rebound.server.config.Configuration}.
 */
@NullMarked
package dev.rebound.server.config;

import org.jspecify.annotations.NullMarked;
