/**
 * Mail programs of others, started for a measurement: Postfix as a relay, {@code smtp-source} and {@code smtp-sink},
 * each with files of its own in a folder and at a free port of loopback. Nothing outside of that folder is read or
 * changed. Must not know what is measured beside them. Start at {@link dev.rebound.bench.peer.PeerFolder}.
 */
@NullMarked
package dev.rebound.bench.peer;

import org.jspecify.annotations.NullMarked;
