/**
 * MTA-STS (RFC 8461): domains that publish which mail hosts are theirs and that mail must be encrypted.
 * Must not know SMTP dialogues. Start at {@link dev.rebound.transport.sts.MtaSts}.
 */
@NullMarked
package dev.rebound.transport.sts;

import org.jspecify.annotations.NullMarked;
