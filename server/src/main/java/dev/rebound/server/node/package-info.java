/**
 * The nodes that share the database, for operators: a page, its twin in the API, and whether this process may work, for a load
 * balancer. Start at {@link dev.rebound.server.node.NodeFeature}.
 */
@NullMarked
package dev.rebound.server.node;

import org.jspecify.annotations.NullMarked;
