package dev.rebound.store.ledger;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.smtp.EnhancedStatus;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.feed.ledger.EventCodec;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the ledger, and beside each that rests on evidence the evidence. Evidence goes by the number
 * of its event and not by its own id, which is a hash: so rows of a batch lie side by side and none has to be
 * sought.
 */
final class EventRows {

    /** Evidence with the number of the event that rests on it. */
    private record Supporting(long seq, Entry.Kept kept) {}

    private EventRows() {}

    /** Appends what came of each entry, in this order. */
    static void append(Handle handle, List<Entry> entries, List<List<LedgerEvent>> events) {
        List<Numbered> numbered = new ArrayList<>();
        List<Supporting> supporting = new ArrayList<>();
        Iterator<Long> numbers = numbers(handle, events);
        for (int i = 0; i < entries.size(); i++) {
            for (LedgerEvent event : events.get(i)) {
                long seq = numbers.next();
                numbered.add(new Numbered(seq, event));
                if (event instanceof LedgerEvent.WithEvidence with) {
                    entries.get(i)
                            .evidence()
                            .filter(kept -> kept.evidence().id().equals(with.evidence()))
                            .ifPresent(kept -> supporting.add(new Supporting(seq, kept)));
                }
            }
        }
        LedgerSql.on(handle, "append").executeTogether(numbered, EventRows::bind);
        LedgerSql.on(handle, "keepEvidence").executeTogether(supporting, EventRows::bindEvidence);
        LedgerSql.on(handle, "keepRawReport")
                .executeEach(
                        supporting.stream()
                                .filter(s -> s.kept().packedReport().isPresent())
                                .toList(),
                        EventRows::bindReport);
    }

    /** A number for each event, rising. */
    private static Iterator<Long> numbers(Handle handle, List<List<LedgerEvent>> events) {
        int count = events.stream().mapToInt(List::size).sum();
        return count == 0
                ? Collections.emptyIterator()
                : LedgerSql.on(handle, "nextNumbers")
                        .bind("count", count)
                        .list(row -> row.getLong("seq"))
                        .iterator();
    }

    private static void bind(Prepared append, Numbered numbered) {
        LedgerEvent event = numbered.event();
        append.bind("seq", numbered.seq())
                .bind("type", EventCodec.typeOf(event).name())
                .bind("account", event.account().value())
                .bind("address", event.address().value())
                .bind("message", messageOf(event))
                .bind("at", Micros.of(event.at()))
                .bind("evidence", evidenceOf(event))
                .bind(
                        "bounce",
                        EventCodec.verdictOf(event).map(v -> v.type().name()).orElse(null))
                .bind("payload", EventCodec.payloadOf(event));
    }

    private static @Nullable Long messageOf(LedgerEvent event) {
        return event instanceof LedgerEvent.OfMessage of ? of.message().value() : null;
    }

    private static @Nullable String evidenceOf(LedgerEvent event) {
        return event instanceof LedgerEvent.WithEvidence with ? with.evidence().value() : null;
    }

    private static void bindEvidence(Prepared keep, Supporting supporting) {
        Evidence evidence = supporting.kept().evidence();
        Diagnostic said = evidence.diagnostic();
        keep.bind("event", supporting.seq())
                .bind("source", evidence.source().name())
                .bind("receivedAt", Micros.of(evidence.receivedAt()))
                .bind("finality", said.finality().name())
                .bind("code", said.code().isPresent() ? Long.valueOf(said.code().getAsInt()) : null)
                .bind("status", said.status().map(EnhancedStatus::toString).orElse(null))
                .bind("diagnostic", said.text())
                .bind("command", said.command().map(Enum::name).orElse(null))
                .bind("remoteMta", said.remoteMta().orElse(null))
                .bind("tls", evidence.tls().map(TlsColumn::written).orElse(null))
                .bind("original", evidence.original().orElse(null));
    }

    private static void bindReport(Prepared keep, Supporting supporting) {
        Evidence evidence = supporting.kept().evidence();
        keep.bind("event", supporting.seq())
                .bind("size", evidence.rawReport().orElseThrow().length)
                .bind("receivedAt", Micros.of(evidence.receivedAt()))
                .bind("content", supporting.kept().packedReport().orElseThrow());
    }
}
