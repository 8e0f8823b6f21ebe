package dev.rebound.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps cookies, follows nothing by itself, sends forms with their token. */
public final class Browser implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final int CONNECTIONS_MAX = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String site;
    private String language = "en";
    private String csrf = "";

    public Browser(int port) {
        this.site = "http://127.0.0.1:" + port;
    }

    /** From now on it asks for this language. */
    public Browser speaking(String acceptLanguage) {
        language = acceptLanguage;
        return this;
    }

    /** Loads a page and remembers the token of its forms. */
    public HttpResponse<String> get(String path) {
        HttpResponse<String> answer = send(request(path).GET().build());
        Matcher matcher = CSRF.matcher(answer.body());
        if (matcher.find()) {
            csrf = matcher.group(1);
        }
        return answer;
    }

    /** Sends a form with the token of the page loaded last. */
    public HttpResponse<String> submit(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("csrf", csrf);
        return post(path, all);
    }

    /** Sends a form as it is. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a form with the token of the page loaded last and a file in the field {@code file}. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, String content) {
        return upload(path, fields, fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a form with a file of any octets, as browsers do. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, byte[] content) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("csrf", csrf);
        StringBuilder head = new StringBuilder();
        all.forEach((name, value) ->
                head.append("--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
        head.append(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n".formatted(fileName));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArrays(List.of(
                        head.toString().getBytes(StandardCharsets.UTF_8),
                        content,
                        "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII))))
                .build());
    }

    /** What goes over the wire for a page or file, packed if the server packs it. */
    public HttpResponse<byte[]> packed(String path) {
        try {
            return client.send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** Signs in by the form. */
    public Browser signIn(String login, String password) {
        get("/sign-in");
        HttpResponse<String> answer = submit("/sign-in", Map.of("login", login, "password", password));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("the sign-in was answered " + answer.statusCode());
        }
        return this;
    }

    /** A request to add headers to. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path)).timeout(PATIENCE).header("Accept-Language", language);
    }

    /** Sends it. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return sendOverLiveConnection(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /**
     * The server ends a connection whose last request it did not read to its end, as one that is refused by its address; the client
     * may have begun the next request on it, of which the server knows nothing. Browsers send such a one again, this client does not,
     * and keeps several such connections.
     */
    private HttpResponse<String> sendOverLiveConnection(HttpRequest request) throws IOException, InterruptedException {
        for (int left = CONNECTIONS_MAX; ; left--) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (IOException e) {
                if (left == 0 || !String.valueOf(e.getMessage()).contains("received no bytes")) {
                    throw e;
                }
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
