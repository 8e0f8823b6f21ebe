package dev.rebound.engine.provider;

import dev.rebound.engine.provider.EventSource.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sources in memory. */
final class MemoryEventSources implements EventSources {

    private final Map<Long, EventSource> all = new TreeMap<>();

    @Override
    public EventSource create(NewSource source, Instant at) {
        EventSource made = new EventSource(
                new EventSourceId(all.size() + 1L),
                source.path(),
                source.name(),
                source.provider(),
                source.secret(),
                at,
                Figures.NONE);
        all.put(made.id().value(), made);
        return made;
    }

    @Override
    public List<EventSource> all() {
        return List.copyOf(all.values());
    }

    @Override
    public Optional<EventSource> find(EventSourceId id) {
        return Optional.ofNullable(all.get(id.value()));
    }

    @Override
    public Optional<EventSource> findByPath(String path) {
        return all.values().stream()
                .filter(source -> source.path().equals(path))
                .findFirst();
    }

    @Override
    public boolean changeSecret(EventSourceId id, String secret) {
        return find(id).map(was -> replace(was, Optional.of(secret), was.figures()))
                .isPresent();
    }

    private EventSource replace(EventSource was, Optional<String> secret, Figures figures) {
        EventSource is =
                new EventSource(was.id(), was.path(), was.name(), was.provider(), secret, was.createdAt(), figures);
        all.put(was.id().value(), is);
        return is;
    }

    @Override
    public boolean remove(EventSourceId id) {
        return Optional.ofNullable(all.remove(id.value())).isPresent();
    }

    @Override
    public void came(EventSourceId id, Instant at, long proven, long quarantined) {
        find(id).ifPresent(was -> replace(
                was,
                was.secret(),
                new Figures(
                        Optional.of(at),
                        was.figures().proven() + proven,
                        was.figures().quarantined() + quarantined)));
    }
}
