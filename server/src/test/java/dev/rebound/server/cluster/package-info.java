/**
 * Several servers on one PostgreSQL, as processes of their own: killed, stood still, stopped. Start at
 * {@link dev.rebound.server.cluster.NodesIT}; around them is a {@link dev.rebound.server.cluster.CountingSink} that writes down
 * each message before it says 250.
 */
@NullMarked
package dev.rebound.server.cluster;

import org.jspecify.annotations.NullMarked;
