/**
 * The certificate that our servers show, from PEM files that somebody else renews. Start at
 * {@link dev.rebound.transport.tls.ServerCertificate}.
 */
@NullMarked
package dev.rebound.transport.tls;

import org.jspecify.annotations.NullMarked;
