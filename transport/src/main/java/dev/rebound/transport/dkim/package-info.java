/**
 * Signs what we send, so that receivers know whose it is (DKIM: RFC 6376, RFC 8463). Must not know SMTP.
 * Start at {@link dev.rebound.transport.dkim.DkimSigner}; keys are in
 * {@link dev.rebound.transport.dkim.DkimKeyFolder}.
 */
@NullMarked
package dev.rebound.transport.dkim;

import org.jspecify.annotations.NullMarked;
