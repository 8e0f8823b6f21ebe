/**
 * What comes in from outside, for operators: reports by mail, events of providers, connected inboxes, and what was put in
 * quarantine; as a page and over REST. Must not know how any of it is read. Start at
 * {@link dev.rebound.server.intake.IntakeFeature}.
 */
@NullMarked
package dev.rebound.server.intake;

import org.jspecify.annotations.NullMarked;
