/**
 * Administration from the shell: accounts, users, contacts, emails, suppressions, global bounces, and
 * {@code verify}. Commands that change something need the data folder to themselves; a running server
 * holds it, and offers the same on its pages and API. Start at
 * {@link dev.rebound.cli.admin.StoreOptions}.
 */
@NullMarked
package dev.rebound.cli.admin;

import org.jspecify.annotations.NullMarked;
