/**
 * Reads TOML so that every value knows the line and column it stands at. Must not know what keys
 * mean. Start at {@link dev.rebound.classify.toml.TomlReader}.
 */
@NullMarked
package dev.rebound.classify.toml;

import org.jspecify.annotations.NullMarked;
