package dev.rebound.core.ledger;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.policy.Policy;
import dev.rebound.core.policy.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One address whose story a test tells; time stands still unless told. */
final class Scene {

    static final AddressKey ADDRESS = new AddressKey("ann@shop.example");
    static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

    final List<LedgerEvent> events = new ArrayList<>();
    AddressState state = AddressState.EMPTY;
    private Instant now = START;
    private Rulebook rulebook = Rulebook.standard();

    static AccountId account(int number) {
        return new AccountId(number);
    }

    static MessageId message(int number) {
        return new MessageId(number);
    }

    static EvidenceId evidence(String name) {
        return EvidenceId.of(name);
    }

    static Verdict verdict(Reason reason) {
        return verdict(reason.finalType(), reason);
    }

    static Verdict verdict(BounceType type, Reason reason) {
        return new Verdict(
                type, reason, Fault.UNKNOWN, Confidence.HIGH, new RuleId("test"), "1", List.of(), Optional.empty());
    }

    /** From now on, for every account. */
    Scene under(Policy policy) {
        rulebook = Rulebook.standard().with(policy);
        return this;
    }

    Scene reassessed(int account) {
        see(new Observation.Reassess(account(account), now));
        return this;
    }

    Scene after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    List<LedgerEvent> see(Observation observation) {
        AddressRules.Decision decision = AddressRules.decide(ADDRESS, state, observation, rulebook);
        events.addAll(decision.events());
        state = decision.after();
        return decision.events();
    }

    Scene accepted(int account, int message) {
        see(new Observation.Accepted(account(account), message(message), now));
        return this;
    }

    Scene taken(int message, String evidence) {
        see(new Observation.Taken(message(message), now, evidence(evidence)));
        return this;
    }

    Scene relayed(int message, String evidence) {
        see(new Observation.TakenByRelay(message(message), now, evidence(evidence)));
        return this;
    }

    Scene deferred(int message, String evidence, Reason reason) {
        see(deferral(message, evidence, reason));
        return this;
    }

    Observation deferral(int message, String evidence, Reason reason) {
        return new Observation.TemporaryFailure(
                message(message),
                now,
                evidence(evidence),
                verdict(BounceType.PENDING, reason),
                now.plus(Duration.ofHours(6)));
    }

    Scene bounced(int message, String evidence, Reason reason) {
        see(new Observation.PermanentFailure(message(message), now, evidence(evidence), verdict(reason)));
        return this;
    }

    Scene unbounced(int account) {
        see(new Observation.Unbounce(account(account), now, "ann", "asked for it"));
        return this;
    }

    MessageState messageOf(int number) {
        return state.message(message(number)).orElseThrow();
    }

    Reason suppressedFor(int account) {
        return state.suppression(account(account)).orElseThrow().reason();
    }

    MessageState message1() {
        return messageOf(1);
    }
}
