package dev.rebound.store.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.ContactAddresses.Erasable;
import dev.rebound.engine.contact.ContactAddresses.Unsettled;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.store.database.AddressHashes;
import dev.rebound.store.database.Columns;
import dev.rebound.store.database.Micros;
import dev.rebound.store.database.NamedSql;
import dev.rebound.store.database.SearchPattern;
import dev.rebound.store.database.Turns;
import dev.rebound.store.ledger.Suspicion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Erases a contact from the tables of its account, inside one transaction.
 *
 * <p>The ledger is append-only, and this is the one exception: a person's wish to be forgotten is the law (GDPR, article 17).
 * No event goes; what changes is the name that they are kept under, which is {@linkplain AddressKey#erased no address any
 * more}, and free text in them. So the figures of emails stay what they were, and rebuilding every state from the ledger
 * still gives what the tables say.
 *
 * @param account of the contact
 */
record ContactErasing(Handle handle, AccountId account) {

    private static final NamedSql SQL = NamedSql.beside(ContactErasing.class, "erasing.sql");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Members of events that hold what somebody or some system wrote. */
    private static final Set<String> FREE_TEXT = Set.of("original");

    /** Types of events whose {@code why} somebody wrote; of others it is one of a few words of ours. */
    private static final Set<String> EXPLAINED = Set.of("UNBOUNCED", "GLOBAL_LIFTED");

    /** One of the contact's rows, and what is known under its address. */
    private record Row(long id, AddressKey address) {}

    /** An event of one of the addresses. */
    private record Event(long number, String type, String payload) {}

    private List<Row> rows(ContactId id) {
        return handle.createQuery(SQL.get("addressesOf"))
                .bind("id", id.value())
                .bind("account", account.value())
                .map((row, context) -> new Row(row.getLong("id"), new AddressKey(row.getString("address_key"))))
                .list();
    }

    Erasable erasable(ContactId id) {
        List<Row> rows = rows(id);
        long messages = 0;
        long waiting = 0;
        for (Row row : rows) {
            Map<String, Object> held = handle.createQuery(SQL.get("held"))
                    .bind("address", row.address().value())
                    .bind("account", account.value())
                    .mapToMap()
                    .one();
            messages += number(held, "messages");
            waiting += number(held, "waiting");
        }
        return new Erasable(rows.size(), messages, waiting);
    }

    private static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    List<Unsettled> unsettled(ContactId id) {
        List<Unsettled> unsettled = new ArrayList<>();
        for (Row row : rows(id)) {
            unsettled.addAll(handle.createQuery(SQL.get("unsettled"))
                    .bind("address", row.address().value())
                    .bind("account", account.value())
                    .map((each, context) -> new Unsettled(
                            row.address(),
                            each.getLong("id"),
                            Columns.optionalLong(each, "next_attempt").isPresent()
                                    ? 0
                                    : Columns.optionalLong(each, "circuit").orElse(0L)))
                    .list());
        }
        return unsettled;
    }

    /** What stands for each address from now on; nothing if some message must be settled first. */
    List<AddressKey> erase(ContactId id, Instant at) {
        AddressHashes hashes = AddressHashes.of(handle);
        Turns.ofAddresses(
                handle, rows(id).stream().map(row -> row.address().value()).toList());
        if (!unsettled(id).isEmpty()) {
            return List.of();
        }
        ContactIndex index = new ContactIndex(handle, account);
        List<AddressKey> erased = new ArrayList<>();
        index.forget(id);
        ContactRows.byId(handle, account, id)
                .ifPresent(contact -> new PropertyValues(handle, account)
                        .change(contact.id(), contact.properties(), ContactProperties.NONE));
        for (Row row : rows(id)) {
            AddressKey stands = hashes.erased(row.address());
            eraseEvents(row, stands);
            eraseStanding(row, stands, at);
            eraseMessages(row, stands);
            endEnrolments(row, at);
            forget(row);
            new Suspicion(handle).look(List.of(row.address()));
            erased.add(stands);
        }
        index.count(erased.isEmpty() ? 0 : -1);
        return erased;
    }

    private void eraseEvents(Row row, AddressKey stands) {
        List<Event> events = handle.createQuery(SQL.get("events"))
                .bind("address", row.address().value())
                .bind("account", account.value())
                .map((each, context) ->
                        new Event(each.getLong("seq"), each.getString("type"), each.getString("payload")))
                .list();
        for (Event event : events) {
            handle.createUpdate(SQL.get("eraseEvent"))
                    .bind("seq", event.number())
                    .bind("erased", stands.value())
                    .bind("payload", withoutFreeText(event))
                    .execute();
            for (String statement : List.of("eraseEvidence", "dropReport")) {
                handle.createUpdate(SQL.get(statement))
                        .bind("seq", event.number())
                        .execute();
            }
        }
    }

    private static String withoutFreeText(Event event) {
        try {
            JsonNode payload = JSON.readTree(event.payload());
            empty(payload, FREE_TEXT);
            if (EXPLAINED.contains(event.type())) {
                empty(payload, Set.of("why"));
            }
            return payload.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the ledger is damaged", e);
        }
    }

    private static void empty(JsonNode node, Set<String> members) {
        if (node instanceof ObjectNode object) {
            for (String member : members) {
                if (object.path(member).isTextual()) {
                    object.put(member, "");
                }
            }
        }
        node.forEach(inner -> empty(inner, members));
    }

    private void eraseStanding(Row row, AddressKey stands, Instant at) {
        handle.createUpdate(SQL.get("remember"))
                .bind("address", row.address().value())
                .bind("erased", stands.value())
                .bind("contact", row.id())
                .bind("at", Micros.of(at))
                .execute();
        for (String statement : List.of("keepSuppression", "dropSuppression")) {
            handle.createUpdate(SQL.get(statement))
                    .bind("address", row.address().value())
                    .bind("account", account.value())
                    .execute();
        }
    }

    /** What was submitted is found by the messages, so it goes before they do. */
    private void eraseMessages(Row row, AddressKey stands) {
        for (String statement : List.of("dropSubmitted", "dropBulkEntries", "dropLetters")) {
            handle.createUpdate(SQL.get(statement))
                    .bind("address", row.address().value())
                    .bind("account", account.value())
                    .execute();
        }
        for (String statement : List.of("eraseMessages", "eraseOneToOne")) {
            handle.createUpdate(SQL.get(statement))
                    .bind("address", row.address().value())
                    .bind("account", account.value())
                    .bind("erased", stands.value())
                    .bind("recipient", "(erased)@" + row.address().domain())
                    .execute();
        }
        handle.createUpdate(SQL.get("eraseAudit"))
                .bind("address", row.address().value())
                .bind("mentioned", SearchPattern.containing(row.address().value()))
                .bind("account", account.value())
                .bind("erased", stands.value())
                .execute();
    }

    private void endEnrolments(Row row, Instant at) {
        handle.createUpdate(SQL.get("endEnrolments"))
                .bind("contact", row.id())
                .bind("account", account.value())
                .bind("at", Micros.of(at))
                .execute();
    }

    private void forget(Row row) {
        handle.createUpdate(ContactRows.SQL.get("unchoose"))
                .bind("id", row.id())
                .bind("account", account.value())
                .execute();
        handle.createUpdate(SQL.get("eraseContact"))
                .bind("id", row.id())
                .bind("erased", "forgotten:" + row.id() + "@erased.invalid")
                .execute();
    }
}
