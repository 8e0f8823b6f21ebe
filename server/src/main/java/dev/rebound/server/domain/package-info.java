/**
 * The page and the API about the domains that mail is written from: the records they need, and whether DNS has them. Start at
 * {@link dev.rebound.server.domain.SendingDomainFeature}.
 */
@NullMarked
package dev.rebound.server.domain;

import org.jspecify.annotations.NullMarked;
