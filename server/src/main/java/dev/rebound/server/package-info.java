/**
 * The pages, the REST API and what they stand on: one package a feature, named for what people see.
 * Start at {@link dev.rebound.server.WebServer}.
 */
@NullMarked
package dev.rebound.server;

import org.jspecify.annotations.NullMarked;
