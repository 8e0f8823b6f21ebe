package dev.rebound.stream.job;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.feed.known.KnownWriter;
import dev.rebound.feed.seen.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The plain fold: one observation after the other, every state in a map. Nothing of the job is in it. */
final class Model {

    private final Function<AccountId, Rulebook> rulebooks;
    private final Map<AddressKey, AddressState> states = new TreeMap<>();
    private final Map<MessageId, Long> emails = new HashMap<>();
    private final List<String> events = new ArrayList<>();

    Model(Function<AccountId, Rulebook> rulebooks) {
        this.rulebooks = rulebooks;
    }

    void see(Seen seen) {
        if (seen.begins()) {
            seen.message().ifPresent(message -> emails.putIfAbsent(message, seen.email()));
        }
        decide(seen.address(), seen.observation());
    }

    private void decide(AddressKey address, Observation observation) {
        AddressState before = states.getOrDefault(address, AddressState.EMPTY);
        AddressRules.Decision decision = AddressRules.decide(address, before, observation, rulebooks);
        states.put(address, decision.after());
        for (LedgerEvent event : decision.events()) {
            long email = event instanceof LedgerEvent.OfMessage of ? email(of.message()) : 0;
            events.add(text(KnownWriter.event(event, email)));
        }
    }

    /** Lets everything run out that is due by then. */
    void passTime(Instant end) {
        List.copyOf(states.keySet()).forEach(address -> decide(address, new Observation.TimePassed(end)));
    }

    Map<AddressKey, AddressState> states() {
        return states;
    }

    /** Every event as JSON, sorted: of different addresses there is no order. */
    List<String> events() {
        return events.stream().sorted().toList();
    }

    long email(MessageId message) {
        return emails.getOrDefault(message, 0L);
    }

    Map<String, String> messages() {
        Map<String, String> all = new TreeMap<>();
        states.forEach((address, state) -> state.messages()
                .forEach((id, message) ->
                        all.put(id.toString(), text(KnownWriter.message(address, id, message, email(id))))));
        return all;
    }

    Map<String, String> suppressions() {
        Map<String, String> all = new TreeMap<>();
        states.forEach((address, state) -> state.suppressions()
                .forEach((account, held) -> all.put(
                        account + " " + address.value(), text(KnownWriter.suppression(address, account, held)))));
        return all;
    }

    Map<String, String> globals() {
        Map<String, String> all = new TreeMap<>();
        states.forEach((address, state) -> state.globalSince()
                .ifPresent(since -> all.put(address.value(), text(KnownWriter.global(address, since)))));
        return all;
    }

    /** "email status type reason notSent" and how many. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        states.values().stream()
                .flatMap(state -> state.messages().entrySet().stream())
                .filter(entry -> email(entry.getKey()) != 0)
                .forEach(entry -> counts.merge(name(email(entry.getKey()), entry.getValue()), 1L, Long::sum));
        return counts;
    }

    private static String name(long email, MessageState message) {
        return String.join(
                " ",
                Long.toString(email),
                message.status().name(),
                message.verdict().map(verdict -> verdict.type().name()).orElse(""),
                message.verdict().map(verdict -> verdict.reason().name()).orElse(""),
                message.notSent().map(Enum::name).orElse(""));
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
