/**
 * Tests of the whole way of returned mail: SMTP server, desk, reader, rules and ledger together, on disks that fail.
 * Must not test what a part does alone. Start at {@link dev.rebound.server.intake.IntakeFullDiskIT}.
 */
@NullMarked
package dev.rebound.server.intake;

import org.jspecify.annotations.NullMarked;
