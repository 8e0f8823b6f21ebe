package dev.rebound.server.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small authorization server (RFC 6749) that insists on a proof key (RFC 7636), gives another refresh token at each renewal and takes
 * none twice, and tells Dovecot whose a token is (RFC 7662). Whoever asks is taken to be the person of {@code login_hint}, who says yes.
 */
final class AuthorizationServer implements AutoCloseable {

    static final String CLIENT = "rebound-client";
    static final String SECRET = "client secret";
    static final String SCOPE = "mail";

    private record Asked(String challenge, String comesBackTo, String person) {}

    private final HttpServer server;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final Map<String, String> access = new ConcurrentHashMap<>();
    private final Map<String, String> refresh = new ConcurrentHashMap<>();
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();
    final AtomicInteger renewals = new AtomicInteger();
    /** What tokens are said to last. */
    volatile int seconds = 3_600;

    AuthorizationServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What Dovecot needs to know of it. */
    String forDovecot() {
        return """
                introspection_mode = post
                introspection_url = %s
                username_attribute = email
                active_attribute = active
                active_value = true
                """.formatted(at("/introspect"));
    }

    /** The person says no from now on. */
    void refuse(String person) {
        refusing.add(person);
    }

    /** Access tokens are worth nothing any more; the consent is. */
    void endAccess() {
        access.clear();
    }

    /** The person takes the consent back. */
    void revoke() {
        access.clear();
        refresh.clear();
    }

    private void authorize(HttpExchange call) throws IOException {
        Map<String, String> query = form(call.getRequestURI().getRawQuery());
        boolean good = value(query, "client_id").equals(CLIENT)
                && value(query, "response_type").equals("code")
                && value(query, "scope").equals(SCOPE)
                && value(query, "code_challenge_method").equals("S256")
                && value(query, "code_challenge").length() == 43;
        if (!good) {
            answer(call, 400, "what is this: " + query);
            return;
        }
        String person = value(query, "login_hint");
        String code = UUID.randomUUID().toString();
        codes.put(code, new Asked(value(query, "code_challenge"), value(query, "redirect_uri"), person));
        String result = refusing.contains(person)
                ? "error=access_denied&error_description=" + encoded("she said <no>")
                : "code=" + code;
        URI back = URI.create(value(query, "redirect_uri") + "?" + result + "&state=" + encoded(value(query, "state")));
        call.getResponseHeaders().add("Location", back.toString());
        answer(call, 302, "");
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        if (!value(form, "client_id").equals(CLIENT)
                || !value(form, "client_secret").equals(SECRET)) {
            answer(call, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        String person = switch (value(form, "grant_type")) {
            case "authorization_code" -> redeemed(form);
            case "refresh_token" -> renewed(form);
            default -> "";
        };
        if (person.isEmpty()) {
            answer(call, 400, "{\"error\": \"invalid_grant\", \"error_description\": \"expired or revoked\"}");
            return;
        }
        String token = UUID.randomUUID().toString();
        String next = UUID.randomUUID().toString();
        access.put(token, person);
        refresh.put(next, person);
        answer(
                call,
                200,
                "{\"access_token\": \"%s\", \"refresh_token\": \"%s\", \"expires_in\": %d, \"token_type\": \"Bearer\"}"
                        .formatted(token, next, seconds));
    }

    private String redeemed(Map<String, String> form) {
        return Optional.ofNullable(codes.remove(value(form, "code")))
                .filter(asked -> asked.challenge().equals(challenge(value(form, "code_verifier")))
                        && asked.comesBackTo().equals(value(form, "redirect_uri")))
                .map(Asked::person)
                .orElse("");
    }

    private String renewed(Map<String, String> form) {
        renewals.incrementAndGet();
        return Objects.requireNonNullElse(refresh.remove(value(form, "refresh_token")), "");
    }

    private void introspect(HttpExchange call) throws IOException {
        Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        String person = access.get(value(form, "token"));
        answer(
                call,
                200,
                person == null ? "{\"active\": false}" : "{\"active\": true, \"email\": \"%s\"}".formatted(person));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Map<String, String> form, String name) {
        return Objects.requireNonNullElse(form.get(name), "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        if (octets.length > 0) {
            call.getResponseBody().write(octets);
        }
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
