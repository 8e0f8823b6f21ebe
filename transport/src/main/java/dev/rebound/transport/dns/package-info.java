/**
 * Which hosts take mail for a domain, and at which addresses we may connect to them: MX rules (RFC 5321,
 * section 5.1; RFC 7505), a cache, and the guard that keeps us from connecting into private networks.
 * Must not know SMTP. Start at {@link dev.rebound.transport.dns.MailRouter}.
 */
@NullMarked
package dev.rebound.transport.dns;

import org.jspecify.annotations.NullMarked;
