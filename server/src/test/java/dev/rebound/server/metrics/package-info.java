/** Tests of the figures for those who watch an installation. */
@NullMarked
package dev.rebound.server.metrics;

import org.jspecify.annotations.NullMarked;
