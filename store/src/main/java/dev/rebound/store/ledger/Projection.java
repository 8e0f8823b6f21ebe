package dev.rebound.store.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.Prepared;
import dev.rebound.store.database.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Writes the difference between two states of an address to the tables. It knows no events: whatever the fold
 * made of them is written, so the tables cannot follow another logic than the ledger.
 */
final class Projection {

    private final Handle handle;
    private final AddressKey address;
    private final Origin origin;

    Projection(Handle handle, AddressKey address, Origin origin) {
        this.handle = handle;
        this.address = address;
        this.origin = origin;
    }

    void write(AddressState before, AddressState after) {
        after.messages().forEach((id, message) -> {
            MessageState known = before.messages().get(id);
            if (known == null) {
                add(id, message);
            } else if (!known.equals(message)) {
                change(id, known, message);
            }
        });
        writeSuppressions(before.suppressions(), after.suppressions());
        writeCounting(before.counting(), after.counting());
        if (!before.globalSince().equals(after.globalSince())) {
            before.globalSince()
                    .ifPresent(since -> ofAddress("removeGlobalBounce").execute());
            after.globalSince()
                    .ifPresent(since -> ofAddress("addGlobalBounce")
                            .bind("since", Micros.of(since))
                            .execute());
        }
    }

    private void add(MessageId id, MessageState message) {
        bind(ofAddress("addMessage"), id, message)
                .bind("account", message.account().value())
                .bind("email", origin.email().map(EmailId::value).orElse(null))
                .bind("contact", origin.contact().map(ContactId::value).orElse(null))
                .bind("domain", address.domain())
                .bind("recipient", origin.recipient())
                .execute();
        origin.email()
                .ifPresent(email -> message.nextAttempt()
                        .ifPresent(next -> LedgerSql.on(handle, "enqueue")
                                .bind("message", id.value())
                                .bind("email", email.value())
                                .bind("domain", address.domain())
                                .bind("due", Micros.of(next))
                                .execute()));
    }

    /** An attempt that was counted gives up the delivery's claim; the end of all attempts leaves the queue. */
    private void change(MessageId id, MessageState before, MessageState after) {
        bind(LedgerSql.on(handle, "changeMessage"), id, after).execute();
        if (after.nextAttempt().isEmpty()) {
            LedgerSql.on(handle, "dequeue").bind("message", id.value()).execute();
        } else if (after.attempts() != before.attempts()) {
            LedgerSql.on(handle, "requeue")
                    .bind("message", id.value())
                    .bind("due", Micros.of(after.nextAttempt().get()))
                    .execute();
        }
    }

    private static Prepared bind(Prepared update, MessageId id, MessageState message) {
        Optional<Verdict> verdict = message.verdict();
        return update.bind("id", id.value())
                .bind("status", message.status().name())
                .bind("since", Micros.of(message.since()))
                .bind("bounce", verdict.map(v -> v.type().name()).orElse(null))
                .bind("reason", verdict.map(v -> v.reason().name()).orElse(null))
                .bind("fault", verdict.map(v -> v.fault().name()).orElse(null))
                .bind("confidence", verdict.map(v -> v.confidence().name()).orElse(null))
                .bind("rule", verdict.map(v -> v.rule().value()).orElse(null))
                .bind("rulesVersion", verdict.map(Verdict::rulesVersion).orElse(null))
                .bind("matched", verdict.map(v -> Texts.toJson(v.matched())).orElse(null))
                .bind(
                        "runnerUp",
                        verdict.flatMap(Verdict::runnerUp).map(r -> r.value()).orElse(null))
                .bind("attempts", message.attempts())
                .bind("nextAttempt", Micros.of(message.nextAttempt()))
                .bind("deadline", Micros.of(message.deadline()))
                .bind("notSent", message.notSent().map(Enum::name).orElse(null))
                .bind(
                        "evidence",
                        message.evidence().stream().map(EvidenceId::value).collect(Collectors.joining()));
    }

    private void writeSuppressions(Map<AccountId, Suppression> before, Map<AccountId, Suppression> after) {
        before.forEach((account, held) -> {
            if (!held.equals(after.get(account))) {
                inAccount("removeSuppression", account).execute();
            }
        });
        after.forEach((account, held) -> {
            if (!held.equals(before.get(account))) {
                inAccount("addSuppression", account)
                        .bind("reason", held.reason().name())
                        .bind("since", Micros.of(held.since()))
                        .bind("cause", held.cause().value())
                        .execute();
            }
        });
    }

    private void writeCounting(Map<AccountId, Instant> before, Map<AccountId, Instant> after) {
        before.forEach((account, since) -> {
            if (!since.equals(after.get(account))) {
                inAccount("removeCountingAccount", account).execute();
            }
        });
        after.forEach((account, since) -> {
            if (!since.equals(before.get(account))) {
                inAccount("addCountingAccount", account)
                        .bind("since", Micros.of(since))
                        .execute();
            }
        });
    }

    private Prepared ofAddress(String statement) {
        return LedgerSql.on(handle, statement).bind("address", address.value());
    }

    private Prepared inAccount(String statement, AccountId account) {
        return ofAddress(statement).bind("account", account.value());
    }
}
