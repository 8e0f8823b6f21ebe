package dev.rebound.engine.inbox;

import java.time.Instant;
import java.util.Optional;

/** How we sign in to somebody's mailbox. No form shows its secret as text. */
public sealed interface SignIn {

    /** The name to sign in by, mostly the address. */
    String user();

    /** A password, or one made for applications. */
    record Password(String user, String password) implements SignIn {

        @Override
        public String toString() {
            return "Password[...]";
        }
    }

    /**
     * OAuth 2 (RFC 6749) with {@code XOAUTH2}.
     *
     * @param provider whose endpoints renew it, as configured
     * @param refreshToken lasts until the consent is revoked
     * @param accessToken lasts until {@code expiresAt}
     */
    record OAuth(String user, String provider, String refreshToken, String accessToken, Instant expiresAt)
            implements SignIn {

        /** The same with a token that has just been renewed. */
        public OAuth renewed(Renewed by) {
            return new OAuth(user, provider, by.refreshToken().orElse(refreshToken), by.accessToken(), by.expiresAt());
        }

        @Override
        public String toString() {
            return "OAuth[" + provider + "]";
        }
    }

    /**
     * What a provider gave for a refresh token.
     *
     * @param refreshToken another one, from providers that give one at each renewal
     */
    record Renewed(String accessToken, Optional<String> refreshToken, Instant expiresAt) {

        @Override
        public String toString() {
            return "Renewed[...]";
        }
    }
}
