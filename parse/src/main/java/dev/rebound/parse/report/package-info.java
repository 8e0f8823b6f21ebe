/**
 * What a returned message is: a bounce, a delay or delivery notice, an automatic reply, a complaint, a
 * challenge or ordinary mail, and what it says about each recipient. Must not judge why (that is
 * {@code classify}). Start at {@link dev.rebound.parse.report.MessageReader}.
 */
@NullMarked
package dev.rebound.parse.report;

import org.jspecify.annotations.NullMarked;
