package dev.rebound.engine.inbox;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Port: what providers of OAuth 2 give (RFC 6749), with a proof key (RFC 7636). Blocks the calling (virtual) thread, for a bounded time.
 */
public interface Consents {

    /** Names of those that are configured. */
    List<String> providers();

    /** Where somebody gives their consent; empty if there is no such provider. */
    Optional<URI> askAt(String provider, Asked asked);

    /** Takes what came back from there. */
    Grant take(String provider, String code, Proof proof);

    /** Asks for a fresh access token. */
    Renewal renew(SignIn.OAuth oauth);

    /**
     * What somebody is asked.
     *
     * @param state comes back with the answer
     * @param address whose mailbox it is about
     */
    record Asked(String state, String address, Proof proof) {}

    /**
     * Proves that whoever takes the answer is who asked.
     *
     * @param verifier secret; what is asked with is its hash
     * @param comesBackTo where the answer goes
     */
    record Proof(String verifier, URI comesBackTo) {

        @Override
        public String toString() {
            return "Proof[...]";
        }
    }

    /** What came of a consent. */
    sealed interface Grant {

        /** Given. */
        record Given(SignIn.Renewed tokens) implements Grant {}

        /** Not given, or the provider was not reached. */
        record Refused(String words) implements Grant {}
    }

    /** What came of asking for a fresh token. */
    sealed interface Renewal {

        /** Here it is. */
        record Done(SignIn.Renewed renewed) implements Renewal {}

        /** The consent is not in force any more ({@code invalid_grant}): its owner has to give it again. */
        record Revoked(String words) implements Renewal {}

        /** Nobody could be asked, or the answer was another one. */
        record Unreached(String words) implements Renewal {}
    }

    /** Of an installation that knows no provider. */
    static Consents none() {
        return new Consents() {
            @Override
            public List<String> providers() {
                return List.of();
            }

            @Override
            public Optional<URI> askAt(String provider, Asked asked) {
                return Optional.empty();
            }

            @Override
            public Grant take(String provider, String code, Proof proof) {
                return new Grant.Refused("no provider " + provider + " is configured");
            }

            @Override
            public Renewal renew(SignIn.OAuth oauth) {
                return new Renewal.Unreached("no provider " + oauth.provider() + " is configured");
            }
        };
    }
}
