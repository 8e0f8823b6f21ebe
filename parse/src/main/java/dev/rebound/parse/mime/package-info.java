/**
 * A bounded, iterative reader of Internet messages (RFC 5322, RFC 2045 to 2049): bytes to headers, parts
 * and text. It never throws on content, never recurses, and copies nothing it need not. Must not know
 * what a bounce is. Start at {@link dev.rebound.parse.mime.MimeReader}.
 */
@NullMarked
package dev.rebound.parse.mime;

import org.jspecify.annotations.NullMarked;
