package dev.rebound.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The contract of the REST API, as it was written (YAML) and for programs that want JSON. Public. */
public final class ApiDocument implements Feature {

    private static final String RESOURCE = "/api/openapi.yaml";

    private final byte[] yaml = load();
    private final String json = tree().toPrettyString();

    @Override
    public void register(Routes routes) {
        routes.get(
                        "/api/openapi.yaml",
                        Access.PUBLIC,
                        visit -> visit.http()
                                .contentType("application/yaml; charset=utf-8")
                                .result(yaml))
                .get(
                        "/api/openapi.json",
                        Access.PUBLIC,
                        visit -> visit.http().contentType("application/json").result(json));
    }

    /** The document as a tree. */
    JsonNode tree() {
        try {
            return new YAMLMapper().readTree(new String(yaml, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the API document is not YAML", e);
        }
    }

    private static byte[] load() {
        try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
        }
    }
}
