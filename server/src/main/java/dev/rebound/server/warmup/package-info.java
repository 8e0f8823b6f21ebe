/**
 * How the warm-up of each sending address goes, for operators: a page and its twin in the API. Start at
 * {@link dev.rebound.server.warmup.WarmUpFeature}.
 */
@NullMarked
package dev.rebound.server.warmup;

import org.jspecify.annotations.NullMarked;
