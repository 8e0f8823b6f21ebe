/**
 * What mailers write for people to read: one small class for each mailer with a form of its own, and one for
 * all the others. Each turns the text of a report into notices, one a recipient. Must not know MIME or the
 * fields of RFC 3464. Start at {@link dev.rebound.parse.dialect.Dialects}.
 */
@NullMarked
package dev.rebound.parse.dialect;

import org.jspecify.annotations.NullMarked;
