/** Tests of what makes a process a node: joining, keeping its lease, losing it. */
@NullMarked
package dev.rebound.engine.node;

import org.jspecify.annotations.NullMarked;
