package dev.rebound.server.web;

import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.ApiKeys;
import dev.rebound.engine.account.KeyThrottle;
import dev.rebound.engine.account.LastUse;
import dev.rebound.engine.ledger.StoreUnavailableException;
import dev.rebound.server.session.SecretToken;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where programs come in: the key must be known, neither revoked nor expired, and not call too often. Keys live by the
 * wall clock, as sessions do.
 */
final class KeyDoor {

    /** Longest header looked at, in characters. */
    private static final int HEADER_LENGTH_MAX = 200;

    private static final String BEARER = "Bearer ";
    private static final Logger LOG = LoggerFactory.getLogger(KeyDoor.class);

    private final ApiKeys keys;
    private final KeyThrottle throttle;
    private final InstantSource wallClock;
    private final int requestsPerMinute;

    /**
     * @param requestsPerMinute of keys that have no limit of their own
     */
    KeyDoor(ApiKeys keys, InstantSource wallClock, int requestsPerMinute) {
        this.keys = keys;
        this.throttle = new KeyThrottle(wallClock);
        this.wallClock = wallClock;
        this.requestsPerMinute = requestsPerMinute;
    }

    /** The key of a call; throws what becomes the fitting refusal if there is none that may be used. */
    ApiKey admit(Context http) {
        String header = Optional.ofNullable(http.header("Authorization")).orElse("");
        if (!header.startsWith(BEARER) || header.length() > HEADER_LENGTH_MAX) {
            throw new UnauthorizedResponse();
        }
        ApiKey key =
                keys.find(SecretToken.hashOf(header.substring(BEARER.length()))).orElseThrow(UnauthorizedResponse::new);
        Instant now = wallClock.instant();
        refuseEnded(key, now);
        limit(http, key);
        note(key, now);
        return key;
    }

    /** Whether a key that came in a while ago may still be used. */
    boolean isStillValid(ApiKey key) {
        return keys.of(key.account()).stream()
                .filter(each -> each.id() == key.id())
                .anyMatch(each -> each.stateAt(wallClock.instant()) == ApiKey.KeyState.VALID);
    }

    private static void refuseEnded(ApiKey key, Instant now) {
        switch (key.stateAt(now)) {
            case VALID -> {
                // The only one that goes on.
            }
            case EXPIRED ->
                throw new KeyRefused(
                        ApiKey.KeyState.EXPIRED, key.life().expiresAt().orElse(now));
            case REVOKED ->
                throw new KeyRefused(
                        ApiKey.KeyState.REVOKED, key.life().revokedAt().orElse(now));
        }
    }

    /** The headers are those of draft-ietf-httpapi-ratelimit-headers-10; Retry-After is RFC 9110, section 10.2.3. */
    private void limit(Context http, ApiKey key) {
        KeyThrottle.Outcome outcome =
                throttle.call(key.id(), key.requestsPerMinute().orElse(requestsPerMinute));
        long seconds = secondsOf(outcome.nextIn());
        http.header("RateLimit-Policy", "\"key\";q=" + outcome.limit() + ";w=" + KeyThrottle.WINDOW.toSeconds())
                .header("RateLimit", "\"key\";r=" + outcome.remaining() + ";t=" + seconds);
        if (!outcome.permitted()) {
            http.header("Retry-After", Long.toString(seconds));
            throw new TooManyCalls();
        }
    }

    /** Whole seconds, never too few. */
    private static long secondsOf(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** A call that could have been answered is not refused because its time cannot be noted. */
    private void note(ApiKey key, Instant now) {
        if (LastUse.isWorthNoting(key.life().lastUsedAt().orElse(Instant.EPOCH), now)) {
            try {
                keys.used(key.id(), now);
            } catch (StoreUnavailableException full) {
                LOG.debug("The use of a key could not be noted", full);
            }
        }
    }
}
