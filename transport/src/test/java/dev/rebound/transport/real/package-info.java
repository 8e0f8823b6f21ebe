/**
 * Our client and our server for returned mail against the servers that most of the world runs, each with a
 * configuration of its own in a folder of its own, on loopback. They need root, as those servers do.
 */
@NullMarked
package dev.rebound.transport.real;

import org.jspecify.annotations.NullMarked;
