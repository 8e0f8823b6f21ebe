/**
 * Mail that programs hand over by SMTP (RFC 6409): who may, what is taken, and what becomes of it. Once taken,
 * each recipient is a message like any other; what is sent to them is kept as it came. It knows no SMTP. Start at
 * {@link dev.rebound.engine.submission.SubmissionDesk}.
 */
@NullMarked
package dev.rebound.engine.submission;

import org.jspecify.annotations.NullMarked;
