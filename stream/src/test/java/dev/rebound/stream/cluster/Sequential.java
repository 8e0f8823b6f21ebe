package dev.rebound.stream.cluster;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.AddressState;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.policy.Rulebook;
import dev.rebound.feed.known.KnownWriter;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.ReportReader;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.report.ReportRefused;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.feed.seen.UnreadableException;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.read.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plain fold in one thread: every state in a map. Nothing of the job is in it. */
final class Sequential {

    private final SeenReader seenReader;
    private final ReportReader reportReader;
    private final Map<AddressKey, AddressState> states = new HashMap<>();
    private final Map<MessageId, Long> emails = new HashMap<>();
    private final Map<AddressKey, List<Seen>> waiting = new HashMap<>();
    private final Known known = new Known();
    private long taken;

    Sequential() {
        Classifier classifier = Classifier.builtIn();
        seenReader = new SeenReader(classifier::classify, Verdicts.AS_TOLD);
        Tokens tokens = new Tokens().and(Installation.ALONE, List.of(History.KEY));
        reportReader = new ReportReader(tokens, classifier::classify, Belief.PROVEN);
    }

    /** How many there were. */
    long taken() {
        return taken;
    }

    void take(Entry entry) {
        taken++;
        try {
            read(entry).forEach(this::see);
        } catch (UnreadableException e) {
            known.dead("UNREADABLE", entry.value());
        } catch (ReportRefused e) {
            known.dead(e.why().name(), entry.value());
        }
    }

    private List<Seen> read(Entry entry) {
        if (entry.form() == Form.SEEN) {
            return List.of(seenReader.read(entry.value()));
        }
        if (entry.form() == Form.REPORTS) {
            Optional<String> recipient = Optional.of(entry.recipient()).filter(text -> !text.isEmpty());
            return reportReader.read(entry.value(), recipient, Instant.ofEpochMilli(entry.at()));
        }
        return List.of();
    }

    private void see(Seen seen) {
        AddressKey address = seen.address();
        AddressState state = states.getOrDefault(address, AddressState.EMPTY);
        boolean isKnown = seen.message().flatMap(state::message).isPresent();
        if (!seen.begins() && seen.message().isPresent() && !isKnown) {
            waiting.computeIfAbsent(address, key -> new ArrayList<>()).add(seen);
            return;
        }
        if (seen.begins() && !isKnown && seen.email() != 0) {
            emails.put(seen.message().orElseThrow(), seen.email());
        }
        decide(address, seen.observation());
        if (seen.begins() && waiting.containsKey(address)) {
            List<Seen> before = waiting.remove(address);
            before.forEach(this::see);
        }
    }

    private void decide(AddressKey address, Observation observation) {
        AddressState before = states.getOrDefault(address, AddressState.EMPTY);
        AddressRules.Decision decision = AddressRules.decide(address, before, observation, Rulebook.standard());
        if (decision.events().isEmpty()) {
            return;
        }
        states.put(address, decision.after());
        for (LedgerEvent event : decision.events()) {
            long email = event instanceof LedgerEvent.OfMessage of ? email(of.message()) : 0;
            known.add(Output.LEDGER, KnownWriter.event(event, email));
            KnownWriter.verdict(event, email).ifPresent(verdict -> known.add(Output.VERDICTS, verdict));
        }
    }

    private long email(MessageId message) {
        return emails.getOrDefault(message, 0L);
    }

    /** What is known once everything has run out. */
    Known end(Instant end) {
        List.copyOf(states.keySet()).forEach(address -> decide(address, new Observation.TimePassed(end)));
        states.forEach((address, state) -> {
            state.messages().forEach((id, message) -> tell(address, id, message));
            state.suppressions()
                    .forEach((account, held) -> known.put(
                            Output.SUPPRESSIONS,
                            Entry.octets(account + " " + address.value()),
                            KnownWriter.suppression(address, account, held)));
            state.globalSince()
                    .ifPresent(since -> known.put(
                            Output.GLOBALS, Entry.octets(address.value()), KnownWriter.global(address, since)));
        });
        waiting.values().forEach(all -> all.forEach(seen -> known.dead("NO_SUCH_MESSAGE", SeenWriter.write(seen))));
        return known;
    }

    private void tell(AddressKey address, MessageId id, MessageState message) {
        long email = email(id);
        known.put(Output.MESSAGES, Entry.octets(id.toString()), KnownWriter.message(address, id, message, email));
        if (email != 0) {
            known.count(Known.outcome(email, message), 1);
        }
    }
}
