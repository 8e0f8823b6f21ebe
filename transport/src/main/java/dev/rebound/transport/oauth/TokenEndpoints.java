package dev.rebound.transport.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.engine.inbox.Consents;
import dev.rebound.engine.inbox.SignIn;
import dev.rebound.transport.http.HttpAnswer;
import dev.rebound.transport.http.PinnedCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks providers for tokens: the authorization code grant with a proof key, and refresh tokens. Thread-safe. */
public final class TokenEndpoints implements Consents {

    private static final int ANSWER_OCTETS_MAX = 64 * 1024;
    /** If a provider does not say how long a token lasts. */
    private static final long SECONDS_USUAL = 3_600;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<OAuthProvider> providers;
    private final PinnedCalls web;
    private final InstantSource clock;

    public TokenEndpoints(List<OAuthProvider> providers, PinnedCalls web, InstantSource clock) {
        this.providers = List.copyOf(providers);
        this.web = web;
        this.clock = clock;
    }

    @Override
    public List<String> providers() {
        return providers.stream().map(OAuthProvider::name).toList();
    }

    private Optional<OAuthProvider> named(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    @Override
    public Optional<URI> askAt(String provider, Asked asked) {
        return named(provider).map(found -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("response_type", "code");
            query.put("client_id", found.clientId());
            query.put("redirect_uri", asked.proof().comesBackTo().toString());
            query.put("scope", found.endpoints().scope());
            query.put("state", asked.state());
            query.put("code_challenge", challenge(asked.proof().verifier()));
            query.put("code_challenge_method", "S256");
            query.put("login_hint", asked.address());
            query.putAll(found.more());
            return URI.create(found.endpoints().authorize() + "?" + form(query));
        });
    }

    /** RFC 7636, section 4.2. */
    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Grant take(String provider, String code, Proof proof) {
        Optional<OAuthProvider> found = named(provider);
        if (found.isEmpty()) {
            return new Grant.Refused("no provider " + provider + " is configured");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", proof.comesBackTo().toString());
        form.put("code_verifier", proof.verifier());
        return switch (ask(found.get(), form)) {
            case Said.Tokens(SignIn.Renewed tokens) when tokens.refreshToken().isPresent() -> new Grant.Given(tokens);
            case Said.Tokens ignored -> new Grant.Refused("the provider gave no refresh token");
            case Said.No(String error, String words) -> new Grant.Refused(error + " " + words);
            case Said.Nothing(String why) -> new Grant.Refused(why);
        };
    }

    @Override
    public Renewal renew(SignIn.OAuth oauth) {
        Optional<OAuthProvider> found = named(oauth.provider());
        if (found.isEmpty()) {
            return new Renewal.Unreached("no provider " + oauth.provider() + " is configured");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", oauth.refreshToken());
        return switch (ask(found.get(), form)) {
            case Said.Tokens(SignIn.Renewed tokens) -> new Renewal.Done(tokens);
            case Said.No(String error, String words) when error.equals("invalid_grant") -> new Renewal.Revoked(words);
            case Said.No(String error, String words) -> new Renewal.Unreached(error + " " + words);
            case Said.Nothing(String why) -> new Renewal.Unreached(why);
        };
    }

    /** What an endpoint said. */
    private sealed interface Said {
        record Tokens(SignIn.Renewed tokens) implements Said {}

        /** An error of RFC 6749, section 5.2. */
        record No(String error, String words) implements Said {}

        record Nothing(String why) implements Said {}
    }

    private Said ask(OAuthProvider provider, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", provider.clientId());
        provider.clientSecret().ifPresent(secret -> all.put("client_secret", secret.get()));
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");
        try {
            HttpAnswer answer = web.call(
                    "POST",
                    provider.endpoints().token(),
                    headers,
                    form(all).getBytes(StandardCharsets.US_ASCII),
                    ANSWER_OCTETS_MAX);
            return said(answer);
        } catch (IOException e) {
            return new Said.Nothing(provider.endpoints().token().getHost() + " was not reached: " + e.getMessage());
        }
    }

    private Said said(HttpAnswer answer) {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return new Said.Nothing("the provider's answer is no JSON: HTTP " + answer.status());
        }
        String token = json.path("access_token").asText("");
        if (answer.status() == 200 && !token.isEmpty()) {
            Instant ends = clock.instant().plusSeconds(json.path("expires_in").asLong(SECONDS_USUAL));
            Optional<String> refresh =
                    Optional.of(json.path("refresh_token").asText("")).filter(text -> !text.isEmpty());
            return new Said.Tokens(new SignIn.Renewed(token, refresh, ends));
        }
        String error = json.path("error").asText("");
        return error.isEmpty()
                ? new Said.Nothing("the provider answered HTTP " + answer.status())
                : new Said.No(error, json.path("error_description").asText(""));
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
