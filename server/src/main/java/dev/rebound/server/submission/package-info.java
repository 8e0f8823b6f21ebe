/**
 * Mail that programs handed over by SMTP, as a list on pages and by REST; what became of one message is the recipient's
 * panel, as for any other. Start at {@link dev.rebound.server.submission.SubmissionFeature}.
 */
@NullMarked
package dev.rebound.server.submission;

import org.jspecify.annotations.NullMarked;
