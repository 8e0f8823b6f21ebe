package dev.rebound.server.web;

import dev.rebound.core.bounce.EvidenceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Style sheets, scripts and pictures, read once at start. Their address carries a hash of their content,
 * so a browser may keep them for ever and never shows an old one. Only what is listed here is served.
 */
final class Assets {

    /** Layers of the one style sheet, in their order. */
    private static final List<String> STYLES =
            List.of("tokens.css", "base.css", "layout.css", "components.css", "pages.css", "charts.css");

    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    Assets() {
        byName.put("rebound.css", new Asset("text/css; charset=utf-8", joined("/assets/", STYLES)));
        add("rebound.js", "text/javascript; charset=utf-8", "/assets/rebound.js");
        add("icon.svg", "image/svg+xml", "/assets/icon.svg");
        add("htmx.js", "text/javascript; charset=utf-8", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js");
        add("sse.js", "text/javascript; charset=utf-8", WEBJARS + "htmx-ext-sse/2.2.2/sse.js");
    }

    /** One file as it is served. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two assets by value
    record Asset(String type, byte[] content) {
        String hash() {
            return EvidenceId.of(content).value().substring(0, 12);
        }
    }

    private void add(String name, String type, String resource) {
        byName.put(name, new Asset(type, joined("", List.of(resource))));
    }

    private static byte[] joined(String folder, List<String> resources) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String resource : resources) {
            try (InputStream stream = Assets.class.getResourceAsStream(folder + resource)) {
                if (stream == null) {
                    throw new IllegalStateException("the asset " + folder + resource + " is missing");
                }
                stream.transferTo(all);
                all.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("the asset " + folder + resource + " cannot be read", e);
            }
        }
        return all.toByteArray();
    }

    String address(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return "/assets/" + asset.hash() + "/" + name;
    }

    /** The asset at an address; an old hash finds the present one. */
    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
