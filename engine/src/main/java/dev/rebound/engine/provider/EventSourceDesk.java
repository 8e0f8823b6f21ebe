package dev.rebound.engine.provider;

import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.engine.provider.EventSources.NewSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Use case: an operator looks after the sources of provider events; changes are audited. Thread-safe. */
public final class EventSourceDesk {

    private final EventSources sources;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<String> random;

    /**
     * @param random makes texts that cannot be guessed, of letters, digits, {@code -} and {@code _}
     */
    public EventSourceDesk(EventSources sources, AuditLog audit, InstantSource clock, Supplier<String> random) {
        this.sources = sources;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** What is wrong with what was asked for. */
    public enum SourceProblem {
        /** No name, or a long one, or one with control characters. */
        NAME_FORM,
        /** Not a secret of this provider. */
        SECRET_FORM,
        /** The provider takes a password that we make up; none can be given. */
        SECRET_IS_OURS,
        TOO_MANY
    }

    /** What came of it. */
    public sealed interface Made {

        /**
         * It is there.
         *
         * @param password that the provider has to be given, if it is one that we make up; shown this once
         */
        record Source(EventSource source, Optional<String> password) implements Made {}

        record Refused(SourceProblem problem) implements Made {}
    }

    public List<EventSource> all() {
        return sources.all();
    }

    public Optional<EventSource> find(long id) {
        return sources.find(new EventSourceId(id));
    }

    /**
     * Makes one.
     *
     * @param secret of a provider that shows one; may be given later, because some show it only once they know the endpoint
     */
    public Made create(String name, Provider provider, Optional<String> secret, String by) {
        boolean ours = provider.proof() == Provider.Proof.PASSWORD;
        Optional<SourceProblem> problem = problemOf(name, provider, secret);
        if (problem.isPresent()) {
            return new Made.Refused(problem.get());
        }
        Optional<String> password = ours ? Optional.of(random.get()) : Optional.empty();
        EventSource made = sources.create(
                new NewSource(random.get(), name.strip(), provider, ours ? password : secret), clock.instant());
        note(by, AuditAction.EVENT_SOURCE_CREATED, made);
        return new Made.Source(made, password);
    }

    private Optional<SourceProblem> problemOf(String name, Provider provider, Optional<String> secret) {
        if (!EventSource.canBeName(name)) {
            return Optional.of(SourceProblem.NAME_FORM);
        }
        if (sources.all().size() >= EventSources.COUNT_MAX) {
            return Optional.of(SourceProblem.TOO_MANY);
        }
        return secret.flatMap(given -> secretProblem(provider, given));
    }

    private static Optional<SourceProblem> secretProblem(Provider provider, String secret) {
        if (provider.proof() == Provider.Proof.PASSWORD) {
            return Optional.of(SourceProblem.SECRET_IS_OURS);
        }
        return EventSource.canBeSecret(provider, secret) ? Optional.empty() : Optional.of(SourceProblem.SECRET_FORM);
    }

    /** Gives a source the secret that its provider shows. */
    public Optional<SourceProblem> changeSecret(EventSource source, String secret, String by) {
        Optional<SourceProblem> problem = secretProblem(source.provider(), secret);
        if (problem.isEmpty() && sources.changeSecret(source.id(), secret)) {
            note(by, AuditAction.EVENT_SOURCE_CHANGED, source);
        }
        return problem;
    }

    /** Removes one; its endpoint is gone at once. */
    public void remove(EventSource source, String by) {
        if (sources.remove(source.id())) {
            note(by, AuditAction.EVENT_SOURCE_REMOVED, source);
        }
    }

    private void note(String by, AuditAction action, EventSource source) {
        audit.append(new AuditEntry(
                clock.instant(),
                Optional.empty(),
                by,
                action,
                source.name(),
                source.provider().name()));
    }
}
