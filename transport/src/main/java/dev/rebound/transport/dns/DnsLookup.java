package dev.rebound.transport.dns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Asks DNS one question, follows aliases, and remembers the answer for its TTL. Thread-safe. */
final class DnsLookup {

    /** How often a server is asked within the time for one question: the network loses datagrams. */
    private static final int TRIES = 5;

    /** Aliases followed for one name. */
    private static final int ALIASES_MAX = 8;

    private final LookupSession session;
    private final DnsSettings settings;

    DnsLookup(DnsSettings settings) {
        this.settings = settings;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(settings.cacheEntriesMax());
        cache.setMaxCache((int) settings.ttlMax().toSeconds());
        cache.setMaxNCache((int) settings.negativeTtlMax().toSeconds());
        this.session = LookupSession.builder()
                .resolver(resolver(settings))
                .maxRedirects(ALIASES_MAX)
                .cache(cache)
                .build();
    }

    private static Resolver resolver(DnsSettings settings) {
        ExtendedResolver resolver = settings.resolver().isPresent()
                ? new ExtendedResolver(
                        List.of(new SimpleResolver(settings.resolver().get())))
                : new ExtendedResolver();
        resolver.setTimeout(settings.timeout());
        resolver.setRetries(TRIES);
        for (Resolver server : resolver.getResolvers()) {
            server.setTimeout(settings.timeout().dividedBy(TRIES));
        }
        return resolver;
    }

    /** What DNS says. */
    sealed interface Answer {

        /** Records of the type asked for, never empty. */
        record Found(List<Record> records) implements Answer {}

        /** The name exists, but not with this type. */
        record NothingOfThatType() implements Answer {}

        /** NXDOMAIN. */
        record NoSuchName() implements Answer {}

        /** No answer, or none that can be used. */
        record Trouble(String detail) implements Answer {}
    }

    Answer ask(Name name, int type) {
        try {
            List<Record> records = session.lookupAsync(name, type)
                    .toCompletableFuture()
                    .get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .getRecords();
            return records.isEmpty() ? new Answer.NothingOfThatType() : new Answer.Found(List.copyOf(records));
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchDomainException none -> new Answer.NoSuchName();
                case NoSuchRRSetException none -> new Answer.NothingOfThatType();
                case null -> new Answer.Trouble("no answer");
                // People read it: what the library says, without the name of its class.
                case Throwable cause ->
                    new Answer.Trouble(Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString));
            };
        } catch (TimeoutException e) {
            return new Answer.Trouble("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Trouble("interrupted");
        }
    }
}
