/**
 * Mail that comes back to the return path: checked, kept, read, judged, recorded. Must not know how it
 * arrived. Start at {@link dev.rebound.engine.intake.ReturnedMailDesk}.
 */
@NullMarked
package dev.rebound.engine.intake;

import org.jspecify.annotations.NullMarked;
