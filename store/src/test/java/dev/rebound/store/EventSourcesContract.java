package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSource.Figures;
import dev.rebound.engine.provider.EventSources.NewSource;
import dev.rebound.engine.provider.Provider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises about sources of provider events. */
abstract class EventSourcesContract extends PortContract {

    private EventSource source(String path, Optional<String> secret) {
        return ports.eventSources().create(new NewSource(path, "Prod", Provider.MAILGUN, secret), World.NOON);
    }

    @Test
    void oneIsFoundByNumberAndByPathUntilItIsRemoved() {
        EventSource made = source("abc", Optional.of("key"));
        EventSource other = source("abd", Optional.empty());

        assertEquals(List.of(made, other), ports.eventSources().all());
        assertEquals(Optional.of(made), ports.eventSources().find(made.id()));
        assertEquals(Optional.of(other), ports.eventSources().findByPath("abd"));
        assertEquals(Optional.of("key"), made.secret());
        assertEquals(Optional.empty(), other.secret());
        assertEquals(Figures.NONE, made.figures());
        assertTrue(ports.eventSources().remove(made.id()));
        assertFalse(ports.eventSources().remove(made.id()));
        assertEquals(Optional.empty(), ports.eventSources().findByPath("abc"));
    }

    @Test
    void aSecretCanFollow() {
        EventSource made = source("abc", Optional.empty());

        assertTrue(ports.eventSources().changeSecret(made.id(), "key"));

        assertEquals(
                Optional.of("key"),
                ports.eventSources().find(made.id()).orElseThrow().secret());
        assertTrue(ports.eventSources().remove(made.id()));
        assertFalse(ports.eventSources().changeSecret(made.id(), "key"));
    }

    @Test
    void whatCameIsCounted() {
        EventSource made = source("abc", Optional.empty());

        ports.eventSources().came(made.id(), World.NOON, 3, 1);
        ports.eventSources().came(made.id(), World.NOON.plusSeconds(5), 2, 0);

        assertEquals(
                new Figures(Optional.of(World.NOON.plusSeconds(5)), 5, 1),
                ports.eventSources().find(made.id()).orElseThrow().figures());
    }
}
