package dev.rebound.server.boot;

import dev.rebound.engine.inbox.Consents;
import dev.rebound.server.config.InboxSettings;
import dev.rebound.server.config.InboxSettings.OAuthClient;
import dev.rebound.transport.http.PinnedCalls;
import dev.rebound.transport.oauth.OAuthProvider;
import dev.rebound.transport.oauth.TokenEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes of the configuration what we are at providers of OAuth 2. */
final class OAuthClients {

    private OAuthClients() {}

    static Consents of(InboxSettings settings, PinnedCalls web) {
        List<OAuthProvider> providers = new ArrayList<>();
        settings.google().id().ifPresent(id -> providers.add(OAuthProvider.google(id, secret(settings.google()))));
        settings.microsoft()
                .id()
                .ifPresent(id -> providers.add(OAuthProvider.microsoft(id, secret(settings.microsoft()))));
        InboxSettings.OtherProvider other = settings.other();
        other.client()
                .id()
                .ifPresent(id -> providers.add(new OAuthProvider(
                        "other",
                        new OAuthProvider.Endpoints(
                                other.authorize().orElseThrow(),
                                other.token().orElseThrow(),
                                other.scope().orElseThrow()),
                        Map.of(),
                        id,
                        secret(other.client()))));
        return new TokenEndpoints(providers, web, InstantSource.system());
    }

    private static Optional<Supplier<String>> secret(OAuthClient client) {
        return client.secretFile().map(file -> () -> read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the client secret cannot be read: " + file, e);
        }
    }
}
