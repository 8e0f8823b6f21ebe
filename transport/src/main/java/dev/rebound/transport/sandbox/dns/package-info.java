/**
 * The sandbox's only name server: it is authoritative for everything, and what it does not know does
 * not exist. Start at {@link dev.rebound.transport.sandbox.dns.SandboxNameServer}.
 */
@NullMarked
package dev.rebound.transport.sandbox.dns;

import org.jspecify.annotations.NullMarked;
