package dev.rebound.engine.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: sources of provider events; their secrets are kept sealed. */
public interface EventSources {

    /** Most of an installation. */
    int COUNT_MAX = 50;

    /** Adds one. */
    EventSource create(NewSource source, Instant at);

    /**
     * What a new source is.
     *
     * @param path not to be guessed
     */
    record NewSource(String path, String name, Provider provider, Optional<String> secret) {}

    /** All, the oldest first. */
    List<EventSource> all();

    Optional<EventSource> find(EventSourceId id);

    /** The one whose endpoint ends like this. */
    Optional<EventSource> findByPath(String path);

    /** Gives it another secret; false if there is none. */
    boolean changeSecret(EventSourceId id, String secret);

    /** Removes one; false if there is none. What it has told stays. */
    boolean remove(EventSourceId id);

    /** Something came from it. */
    void came(EventSourceId id, Instant at, long proven, long quarantined);
}
