/**
 * What concerns the installation and not one account: global bounces, accounts and people, quarantine, the
 * whole audit log, the clock of a rehearsal. For operators only. Start at
 * {@link dev.rebound.server.operator.OperatorApi}.
 */
@NullMarked
package dev.rebound.server.operator;

import org.jspecify.annotations.NullMarked;
