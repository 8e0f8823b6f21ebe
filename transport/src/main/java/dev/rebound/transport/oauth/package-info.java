/**
 * OAuth 2 (RFC 6749) with the providers of mailboxes. Start at {@link dev.rebound.transport.oauth.TokenEndpoints}.
 */
@NullMarked
package dev.rebound.transport.oauth;

import org.jspecify.annotations.NullMarked;
