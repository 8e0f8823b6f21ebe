package dev.rebound.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in and opens pages, one after the other, and waits for each to its last byte. */
final class PageVisitor implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String site;

    private PageVisitor(int port) {
        this.site = "http://127.0.0.1:" + port;
    }

    static PageVisitor signedIn(int port, String login, String password) throws IOException, InterruptedException {
        PageVisitor visitor = new PageVisitor(port);
        Matcher token = TOKEN.matcher(visitor.get("/sign-in"));
        String csrf = token.find() ? token.group(1) : "";
        HttpRequest form = HttpRequest.newBuilder(URI.create(visitor.site + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=" + login + "&password=" + password + "&csrf=" + csrf))
                .build();
        int status = visitor.client.send(form, BodyHandlers.discarding()).statusCode();
        if (status != 303) {
            throw new IOException("the sign-in was answered " + status);
        }
        return visitor;
    }

    /** How long a page took, in milliseconds, over many visits. */
    record Times(double median, double most95, double most) {}

    /** Opens pages one after the other; the first few are not timed. */
    Times visit(int visits, int warmUp, IntFunction<String> paths) throws IOException, InterruptedException {
        for (int i = 0; i < warmUp; i++) {
            get(paths.apply(i));
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            long began = System.nanoTime();
            get(paths.apply(warmUp + i));
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return times(millis);
    }

    private static Times times(List<Double> millis) {
        Collections.sort(millis);
        int visits = millis.size();
        return new Times(millis.get(visits / 2), millis.get(visits * 95 / 100), millis.getLast());
    }

    /** How long it took until a download began; the rest is read and not timed. */
    Times firstOctets(int visits, IntFunction<String> paths) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            long began = System.nanoTime();
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(URI.create(site + paths.apply(i)))
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200 || body.read() < 0) {
                    throw new IOException(paths.apply(i) + " was answered " + answer.statusCode());
                }
                millis.add((System.nanoTime() - began) / 1e6);
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return times(millis);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(site + path)).GET().build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
