/** Tests of {@link dev.rebound.server.domain}. */
@NullMarked
package dev.rebound.server.domain;

import org.jspecify.annotations.NullMarked;
