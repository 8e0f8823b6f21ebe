/** Tests of sequences: pages and REST. */
@NullMarked
package dev.rebound.server.sequence;

import org.jspecify.annotations.NullMarked;
