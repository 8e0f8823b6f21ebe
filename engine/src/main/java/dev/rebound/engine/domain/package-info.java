/**
 * What DNS says about the domains that mail is written from: whether receivers can prove that our mail is theirs, and what to publish
 * if not. Must not know how DNS is asked. Start at {@link dev.rebound.engine.domain.DomainCheck}.
 */
@NullMarked
package dev.rebound.engine.domain;

import org.jspecify.annotations.NullMarked;
