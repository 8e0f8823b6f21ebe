/**
 * What people read, in their language: the message catalogues, the notes of rules, and numbers, dates
 * and percentages by locale. Must not know pages. Start at {@link dev.rebound.server.i18n.Wording}.
 */
@NullMarked
package dev.rebound.server.i18n;

import org.jspecify.annotations.NullMarked;
