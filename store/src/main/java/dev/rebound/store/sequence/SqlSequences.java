package dev.rebound.store.sequence;

import static dev.rebound.store.sequence.SequenceRows.SQL;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.sequence.Enrolment;
import dev.rebound.engine.sequence.EnrolmentId;
import dev.rebound.engine.sequence.Sequence;
import dev.rebound.engine.sequence.SequenceFigures;
import dev.rebound.engine.sequence.SequenceId;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.store.database.Database;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sequences on SQL. Thread-safe. */
final class SqlSequences implements Sequences {

    private final Database database;

    SqlSequences(Database database) {
        this.database = database;
    }

    @Override
    public List<Sequence> all(AccountId account) {
        return database.read(handle -> Prepared.of(handle, SQL, "all")
                .bind("account", account.value())
                .bind("limit", COUNT_MAX)
                .list(SequenceRows::bare)
                .stream()
                .map(bare -> SequenceRows.withSteps(handle, bare))
                .toList());
    }

    @Override
    public Optional<Sequence> find(AccountId account, SequenceId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "find")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SequenceRows::bare)
                .map(bare -> SequenceRows.withSteps(handle, bare)));
    }

    @Override
    public Optional<Sequence> add(AccountId account, Draft draft) {
        return database.write(
                "a sequence",
                handle -> bound(Prepared.of(handle, SQL, "add"), account, draft)
                        .first(SequenceRows::bare)
                        .map(bare -> keepSteps(handle, bare, draft)));
    }

    @Override
    public Optional<Sequence> change(AccountId account, SequenceId id, Draft draft) {
        return database.write(
                "a sequence",
                handle -> bound(Prepared.of(handle, SQL, "change"), account, draft)
                        .bind("id", id.value())
                        .first(SequenceRows::bare)
                        .map(bare -> keepSteps(handle, bare, draft)));
    }

    private static Prepared bound(Prepared statement, AccountId account, Draft draft) {
        return statement
                .bind("account", account.value())
                .bind("name", draft.name())
                .bind("by", draft.by())
                .bind("at", Micros.of(draft.at()));
    }

    private static Sequence keepSteps(Handle handle, Sequence bare, Draft draft) {
        Prepared.of(handle, SQL, "forgetSteps").bind("id", bare.id().value()).execute();
        int position = 0;
        for (SequenceStep step : draft.steps()) {
            position++;
            Prepared.of(handle, SQL, "addStep")
                    .bind("id", bare.id().value())
                    .bind("position", position)
                    .bind("after", step.after().toSeconds())
                    .bind("subject", step.text().subject())
                    .bind("text", step.text().text())
                    .bind("html", step.text().html())
                    .execute();
        }
        return SequenceRows.withSteps(handle, bare);
    }

    @Override
    public boolean pause(AccountId account, SequenceId id, boolean paused) {
        return database.write(
                        "a sequence paused",
                        handle -> Prepared.of(handle, SQL, "pause")
                                .bind("account", account.value())
                                .bind("id", id.value())
                                .bind("paused", paused ? 1 : 0)
                                .execute())
                > 0;
    }

    @Override
    public Map<SequenceId, SequenceFigures> figures(AccountId account) {
        return database.read(handle -> {
            Map<SequenceId, SequenceFigures> figures = new HashMap<>();
            Prepared.of(handle, SQL, "peopleFigures")
                    .bind("account", account.value())
                    .forEach(row -> figures.put(
                            new SequenceId(row.getLong("sequence")),
                            SequenceFigures.ofPeople(
                                    row.getLong("enrolled"),
                                    row.getLong("active"),
                                    row.getLong("finished"),
                                    row.getLong("unclear"))));
            Prepared.of(handle, SQL, "emailFigures")
                    .bind("account", account.value())
                    .forEach(row -> {
                        SequenceFigures.Emails emails = new SequenceFigures.Emails(
                                row.getLong("sent"),
                                row.getLong("bounced"),
                                row.getLong("replied"),
                                row.getLong("unknown"));
                        figures.computeIfPresent(
                                new SequenceId(row.getLong("sequence")), (id, people) -> people.with(emails));
                    });
            return Map.copyOf(figures);
        });
    }

    @Override
    public Optional<Enrolment> active(AccountId account, ContactId contact) {
        return database.read(handle -> Prepared.of(handle, SQL, "active")
                .bind("account", account.value())
                .bind("contact", contact.value())
                .first(SequenceRows::enrolment));
    }

    @Override
    public List<ContactId> enrolledOf(AccountId account, List<ContactId> contacts) {
        return database.read(handle -> {
            List<ContactId> found = new ArrayList<>();
            for (ContactId contact : contacts) {
                Prepared.of(handle, SQL, "enrolled")
                        .bind("account", account.value())
                        .bind("contact", contact.value())
                        .first(row -> new ContactId(row.getLong("contact")))
                        .ifPresent(found::add);
            }
            return List.copyOf(found);
        });
    }

    @Override
    public Optional<EnrolmentId> enrol(Sequence sequence, InboxId inbox, ContactId contact, String by, Instants times) {
        return database.write(
                "an enrolment",
                handle -> Prepared.of(handle, SQL, "enrol")
                        .bind("sequence", sequence.id().value())
                        .bind("account", sequence.account().value())
                        .bind("contact", contact.value())
                        .bind("inbox", inbox.value())
                        .bind("by", by)
                        .bind("at", Micros.of(times.at()))
                        .bind("dueAt", Micros.of(times.dueAt()))
                        .first(row -> new EnrolmentId(row.getLong("id"))));
    }

    @Override
    public List<Enrolment> enrolments(AccountId account, SequenceId sequence, Optional<EnrolmentId> before, int limit) {
        return database.read(handle -> Prepared.of(handle, SQL, "enrolments")
                .bind("account", account.value())
                .bind("sequence", sequence.value())
                .bind("before", before.map(EnrolmentId::value).orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .list(SequenceRows::enrolment));
    }

    @Override
    public Optional<Enrolment> enrolment(AccountId account, EnrolmentId id) {
        return database.read(handle -> Prepared.of(handle, SQL, "enrolment")
                .bind("account", account.value())
                .bind("id", id.value())
                .first(SequenceRows::enrolment));
    }

    @Override
    public boolean end(EnrolmentId id, Enrolment.EndReason why, Instant at) {
        return database.write("an enrolment ended", handle -> SqlDueSteps.end(handle, id, why, at));
    }
}
