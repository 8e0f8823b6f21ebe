package dev.rebound.engine.provider;

import java.time.Instant;
import java.util.Optional;

/**
 * One place from which a provider tells us of messages: an endpoint with a secret of its own.
 *
 * @param path the last part of the endpoint's address; not to be guessed, but no proof of anything
 * @param name for people
 * @param secret what calls are proven with ({@link Provider.Proof}); empty until somebody has given it, and then no call
 *     is proven
 * @param figures what has come of it so far
 */
public record EventSource(
        EventSourceId id,
        String path,
        String name,
        Provider provider,
        Optional<String> secret,
        Instant createdAt,
        Figures figures) {

    /** Longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 100;
    /** Longest secret, in characters: a public key of SendGrid's has 124, the ARN of a topic at most 300. */
    public static final int SECRET_LENGTH_MAX = 1_000;

    /**
     * What has come of a source.
     *
     * @param proven events that were recorded
     * @param quarantined events and calls that prove too little
     */
    public record Figures(Optional<Instant> lastAt, long proven, long quarantined) {

        /** Nothing yet. */
        public static final Figures NONE = new Figures(Optional.empty(), 0, 0);
    }

    /** Whether a text can be a name. */
    public static boolean canBeName(String name) {
        return !name.isBlank()
                && name.length() <= NAME_LENGTH_MAX
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether a text can be a secret of this provider. */
    public static boolean canBeSecret(Provider provider, String secret) {
        boolean plain = !secret.isBlank()
                && secret.length() <= SECRET_LENGTH_MAX
                && secret.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return plain
                && (provider.proof() != Provider.Proof.TOPIC
                        || TopicArn.parse(secret).isPresent());
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "EventSource[" + id + ", " + provider + "]";
    }
}
