/**
 * What the intake of returned mail needs: whose a message is, and a place for mail that proves nothing. Start
 * at {@link dev.rebound.store.intake.SqlQuarantine}.
 */
@NullMarked
package dev.rebound.store.intake;

import org.jspecify.annotations.NullMarked;
