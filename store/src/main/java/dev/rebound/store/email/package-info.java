/**
 * Marketing emails, the acceptance of their recipients, figures and the Recipients page on SQL. Start at
 * {@link dev.rebound.store.email.SqlEmails}.
 */
@NullMarked
package dev.rebound.store.email;

import org.jspecify.annotations.NullMarked;
