package dev.rebound.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.server.Browser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A program with a key. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser browser;
    private final String key;

    public ApiClient(Browser browser, String key) {
        this.browser = browser;
        this.key = key;
    }

    /** What came back. */
    public record Answer(int status, String contentType, JsonNode json, String text) {}

    public Answer get(String path) {
        return call("GET", path, "", "application/json");
    }

    public Answer post(String path, String json) {
        return call("POST", path, json, "application/json");
    }

    public Answer call(String method, String path, String body, String contentType) {
        HttpResponse<String> response = browser.send(browser.request("/api/v1" + path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body))
                .build());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                type,
                type.contains("json") ? parsed(response.body()) : JSON.missingNode(),
                response.body());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
