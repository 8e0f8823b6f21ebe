package dev.rebound.server.config;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The pages and the REST API.
 *
 * @param port 0 takes any free one
 * @param publicUrl how people reach the pages, if not by host and port
 * @param zone in which times are shown
 * @param signInFor how long a session lasts
 * @param trustForwarded whether the client's address is taken from {@code X-Forwarded-For}
 * @param requestsPerMinute of an API key that has no limit of its own
 */
public record WebSettings(
        String host,
        int port,
        Optional<URI> publicUrl,
        ZoneId zone,
        Duration signInFor,
        boolean trustForwarded,
        int requestsPerMinute) {

    private static final Setting<String> HOST =
            Kinds.host("http.host", "127.0.0.1", "The address the pages and the REST API listen at.");
    static final Setting<Integer> PORT = Kinds.port("http.port", 8080, "Their port; 0 takes any free one.");
    private static final Setting<Optional<URI>> PUBLIC_URL = Kinds.address(
            "http.public-url",
            "How people reach the pages from outside, and what unsubscribe links begin with; with https,"
                    + " cookies are marked Secure. Empty means http, host and port.");
    private static final Setting<ZoneId> ZONE = Kinds.zone("http.time-zone", "The time zone in which times are shown.");
    private static final Setting<Boolean> TRUST_FORWARDED = Kinds.flag(
            "http.trust-forwarded",
            false,
            "Take a client's address from X-Forwarded-For; only behind a proxy that sets it.");
    private static final Setting<Duration> SIGN_IN_FOR = Kinds.duration(
            "sessions.lifetime",
            Duration.ofMinutes(1),
            Duration.ofDays(30),
            Duration.ofHours(12),
            "How long somebody stays signed in.");

    private static final Setting<Integer> REQUESTS_PER_MINUTE = Kinds.number(
            "api.requests-per-minute",
            1,
            1_000_000,
            6_000,
            "Calls of the REST API that one key may make in a minute, if the key has no limit of its own; more are"
                    + " answered 429.");

    /** Every setting of this component. */
    static final List<Setting<?>> ALL =
            List.of(HOST, PORT, PUBLIC_URL, ZONE, TRUST_FORWARDED, SIGN_IN_FOR, REQUESTS_PER_MINUTE);

    static WebSettings from(Values values) {
        return new WebSettings(
                values.get(HOST),
                values.get(PORT),
                values.get(PUBLIC_URL),
                values.get(ZONE),
                values.get(SIGN_IN_FOR),
                values.get(TRUST_FORWARDED),
                values.get(REQUESTS_PER_MINUTE));
    }

    /**
     * Where people reach the pages.
     *
     * @param listening the port they really listen at
     */
    public URI addressOf(int listening) {
        return publicUrl.orElseGet(
                () -> URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening));
    }

    /** Whether browsers reach the pages by https. */
    public boolean isSecure() {
        return publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
    }
}
