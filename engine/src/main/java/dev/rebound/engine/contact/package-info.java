/**
 * People in an account, and what happened to their addresses. A contact knows nothing of bounces: they
 * belong to the address. Start at {@link dev.rebound.engine.contact.Contacts}.
 */
@NullMarked
package dev.rebound.engine.contact;

import org.jspecify.annotations.NullMarked;
