/** The nodes that share the database, as operators see them. */
@NullMarked
package dev.rebound.server.node;

import org.jspecify.annotations.NullMarked;
