/**
 * Proof that nothing is lost and nothing is doubled: a whole installation is killed at random, again and again, or
 * its disk, its name server, its peers or its clock fail. Start at {@link dev.rebound.server.fault.KillRun}.
 */
@NullMarked
package dev.rebound.server.fault;

import org.jspecify.annotations.NullMarked;
