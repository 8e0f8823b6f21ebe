/**
 * What a provider that relays mail says became of it, whichever provider and in whatever form it came. Must not know
 * how providers write it down. Start at {@link dev.rebound.parse.provider.ProviderEvent}.
 */
@NullMarked
package dev.rebound.parse.provider;

import org.jspecify.annotations.NullMarked;
