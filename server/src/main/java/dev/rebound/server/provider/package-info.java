/**
 * Events of providers that relay our mail: the endpoints that providers call, and the operator's page and REST API for looking
 * after them. Start at {@link dev.rebound.server.provider.ProviderFeature}.
 */
@NullMarked
package dev.rebound.server.provider;

import org.jspecify.annotations.NullMarked;
