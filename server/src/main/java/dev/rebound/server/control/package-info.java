/**
 * Controls of emails that are on their way, and the waiting queue, as routes of the API and as pages. Start at
 * {@link dev.rebound.server.control.ControlPages} and {@link dev.rebound.server.control.QueuePages}.
 */
@NullMarked
package dev.rebound.server.control;

import org.jspecify.annotations.NullMarked;
