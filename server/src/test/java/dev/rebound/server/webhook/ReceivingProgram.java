package dev.rebound.server.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program at loopback that takes calls, or refuses them as long as it is told to. */
final class ReceivingProgram implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    /** One call as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Call(String signature, String delivery, byte[] body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** The types of its events. */
        List<String> types() throws IOException {
            List<String> types = new ArrayList<>();
            json().path("events").forEach(event -> types.add(event.path("type").textValue()));
            return types;
        }
    }

    private ReceivingProgram(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.start();
    }

    static ReceivingProgram start() throws IOException {
        return new ReceivingProgram(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(
                    exchange.getRequestHeaders().getFirst("Rebound-Signature"),
                    exchange.getRequestHeaders().getFirst("Rebound-Delivery"),
                    body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** From now on it answers this. */
    void answer(int anotherStatus) {
        status = anotherStatus;
    }

    /** The next call. */
    Call next() throws InterruptedException {
        Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nobody called within " + PATIENCE_SECONDS + " s");
        }
        return call;
    }

    int waiting() {
        return calls.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
