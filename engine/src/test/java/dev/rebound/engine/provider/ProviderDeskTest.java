package dev.rebound.engine.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.memory.HandClock;
import dev.rebound.engine.memory.MemoryLedger;
import dev.rebound.engine.provider.EventSource.Figures;
import dev.rebound.engine.provider.ProviderDesk.Answer;
import dev.rebound.engine.provider.ProviderDialect.Reading;
import dev.rebound.engine.provider.ProviderDialect.Why;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderDeskTest {

    private static final AccountId ACCOUNT = new AccountId(1);
    private static final AddressKey ANN = new AddressKey("ann@shop.example");

    private final HandClock clock = new HandClock();
    private final MemoryLedger ledger = new MemoryLedger();
    private final KeptBack quarantine = new KeptBack();
    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[16]));
    private final MemoryEventSources sources = new MemoryEventSources();
    private final EventSource source = sources.create(
            new EventSources.NewSource("path", "SES", Provider.SES, Optional.of("secret")), clock.instant());
    private Reading reading = new Reading.Nothing();
    private final MessageId message = ledger.accept(1, 1, ANN.value(), clock.instant());

    private ProviderDesk desk(boolean believesPlausible) {
        Map<Provider, ProviderDialect> dialects = Arrays.stream(Provider.values())
                .collect(Collectors.toMap(provider -> provider, provider -> new ProviderDialect() {
                    @Override
                    public Provider provider() {
                        return provider;
                    }

                    @Override
                    public Reading read(String secret, ProviderCall call) {
                        return reading;
                    }
                }));
        return new ProviderDesk(
                new ProviderDesk.Parts(sources, ledger, ledger, quarantine, signer, ProviderDeskTest::judge, dialects),
                believesPlausible,
                clock);
    }

    private static Verdict judge(Diagnostic said) {
        Reason reason = said.text().contains("full") ? Reason.FILTERED : Reason.UNKNOWN_USER;
        return new Verdict(
                reason.finalType(),
                reason,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("test"),
                "1",
                List.of(),
                Optional.empty());
    }

    private String token(MessageId of, Duration validFor) {
        return signer.sign(ACCOUNT, of, clock.instant().plus(validFor)).substring(ReturnPathSigner.PREFIX.length());
    }

    private ProviderEvent event(Kind kind, String id, String recipient, String... marks) {
        return new ProviderEvent(
                kind,
                id,
                Optional.of(recipient),
                List.of(marks),
                Diagnostic.ofText("550 5.1.1 user unknown"),
                Optional.of("Permanent/NoEmail"),
                id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private ProviderEvent ours(Kind kind, String id) {
        return event(kind, id, ANN.value(), token(message, Duration.ofDays(30)));
    }

    private Answer take(ProviderEvent... events) {
        reading = new Reading.Events(List.of(events));
        return call(desk(false));
    }

    private Answer call(ProviderDesk desk) {
        return desk.take(source, new ProviderCall("", Map.of(), new byte[] {'{', '}'}, clock.instant()))
                .join();
    }

    private void relayed(MessageId of) {
        ledger.record(
                        ANN,
                        new Observation.TakenByRelay(of, clock.instant(), EvidenceId.of("relay", of.toString())),
                        Optional.empty())
                .join();
    }

    private MessageStatus status() {
        return ledger.state(ANN).message(message).orElseThrow().status();
    }

    @Test
    void anEventWithOurTokenIsEvidence() {
        relayed(message);

        assertEquals(Answer.TAKEN, take(ours(Kind.BOUNCED, "1")));

        assertEquals(MessageStatus.BOUNCED, status());
        assertEquals(EvidenceSource.PROVIDER_EVENT, ledger.evidence().getLast().source());
        assertEquals(
                Optional.of("Permanent/NoEmail"), ledger.evidence().getLast().original());
        assertEquals(
                new Figures(Optional.of(clock.instant()), 1, 0),
                sources.find(source.id()).orElseThrow().figures());
    }

    @Test
    void theTokenIsFoundInReturnPathMessageIdAndMetadata() {
        String token = token(message, Duration.ofDays(30));
        for (String mark :
                List.of("b+" + token + "@b.example", "<" + token + "@b.example>", token, "B+" + token + "@x")) {
            take(event(Kind.DEFERRED, mark, "Ann@Shop.example", "news@shop.example", mark));
        }
        assertEquals(
                4,
                ledger.events().stream()
                        .filter(LedgerEvent.Noted.class::isInstance)
                        .count());
        assertEquals(List.of(), quarantine.reasons());
    }

    @Test
    void aDeliveryEndsTheDoubtAboutWhatARelayTook() {
        relayed(message);
        take(ours(Kind.DEFERRED, "0"), ours(Kind.DELIVERED, "1"));

        assertEquals(MessageStatus.DELIVERED, status());
        take(ours(Kind.BOUNCED, "2"));
        assertEquals(MessageStatus.BOUNCED, status());
        take(ours(Kind.DELIVERED, "3"));
        assertEquals(MessageStatus.BOUNCED, status());
    }

    @Test
    void whatProvesTooLittleIsKeptAndChangesNothing() {
        relayed(message);
        take(event(Kind.BOUNCED, "1", "bob@shop.example", token(message, Duration.ofDays(30))));
        take(event(Kind.BOUNCED, "2", ANN.value(), token(new MessageId(77), Duration.ofDays(30))));
        take(event(Kind.BOUNCED, "3", ANN.value(), token(message, Duration.ofDays(-3))));
        take(event(Kind.BOUNCED, "4", "bob@shop.example", "made-up@b.example"));

        assertEquals(
                List.of(
                        QuarantineReason.OTHER_RECIPIENT,
                        QuarantineReason.NO_SUCH_MESSAGE,
                        QuarantineReason.EXPIRED_TOKEN,
                        QuarantineReason.NO_TOKEN),
                quarantine.reasons());
        assertTrue(quarantine.grades().stream().allMatch(EvidenceGrade.UNPROVEN::equals));
        assertEquals(MessageStatus.RELAYED, status());
        assertEquals("provider SES", quarantine.mails().getFirst().peer());
    }

    @Test
    void anEventWithoutTokenIsPlausibleWhereJustOneMessageWasRelayed() {
        relayed(message);
        ProviderEvent lost = event(Kind.BOUNCED, "1", ANN.value());
        take(lost);
        assertEquals(List.of(EvidenceGrade.PLAUSIBLE), quarantine.grades());

        assertEquals(Answer.TAKEN, call(desk(true)));
        assertEquals(MessageStatus.BOUNCED, status());
        assertEquals(
                EvidenceSource.PROVIDER_EVENT_WITHOUT_TOKEN,
                ledger.evidence().getLast().source());
    }

    @Test
    void whereTwoWereRelayedNobodyKnowsWhich() {
        relayed(message);
        relayed(ledger.accept(1, 2, ANN.value(), clock.instant()));

        take(event(Kind.BOUNCED, "1", ANN.value()));

        assertEquals(List.of(EvidenceGrade.UNPROVEN), quarantine.grades());
    }

    @Test
    void aForgedCallIsKeptAndRefusedAFloodOfThemIsOnlyRefused() {
        reading = new Reading.Refused(Why.NOT_THEIRS);
        ProviderDesk desk = desk(false);

        for (int i = 0; i < ProviderDesk.UNPROVEN_A_MINUTE + 20; i++) {
            assertEquals(Answer.NOT_PROVEN, call(desk));
        }

        assertEquals(ProviderDesk.UNPROVEN_A_MINUTE, quarantine.reasons().size());
        assertEquals(QuarantineReason.NOT_THE_PROVIDER, quarantine.reasons().getFirst());
        clock.turn(Duration.ofMinutes(1));
        assertEquals(Answer.NOT_PROVEN, call(desk));
        assertEquals(ProviderDesk.UNPROVEN_A_MINUTE + 1, quarantine.reasons().size());
    }

    @Test
    void withoutASecretNothingIsProven() {
        EventSource without = sources.create(
                new EventSources.NewSource("p2", "New", Provider.MAILGUN, Optional.empty()), clock.instant());
        reading = new Reading.Events(List.of(ours(Kind.BOUNCED, "1")));

        Answer answer = desk(false)
                .take(without, new ProviderCall("", Map.of(), new byte[0], clock.instant()))
                .join();

        assertEquals(Answer.NOT_PROVEN, answer);
        assertEquals(MessageStatus.QUEUED, status());
    }

    @Test
    void whatCannotBeReadIsKeptAndNotAskedForAgain() {
        reading = new Reading.Refused(Why.UNREADABLE);

        assertEquals(Answer.TAKEN, call(desk(false)));
        assertEquals(List.of(QuarantineReason.UNREADABLE_EVENT), quarantine.reasons());
    }

    @Test
    void whatCannotBeCommittedIsNotAcknowledged() {
        ledger.failNext(1);

        assertThrows(CompletionException.class, () -> take(ours(Kind.BOUNCED, "1")));
    }

    /** Reply of the relay, events, a report and a person's word, in any order and however often: one bounce, the same end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_129})
    void anyOrderAndAnyRepetitionEndsTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            MessageId one = ledger.accept(1, 1_000 + round, ANN.value(), clock.instant());
            String token = token(one, Duration.ofDays(30));
            List<Runnable> story = new ArrayList<>(List.of(
                    () -> relayed(one),
                    () -> take(event(Kind.DEFERRED, "d", ANN.value(), token)),
                    () -> take(event(Kind.DELIVERED, "t", ANN.value(), token)),
                    () -> take(event(Kind.BOUNCED, "b", ANN.value(), token)),
                    () -> take(event(Kind.COMPLAINED, "c", ANN.value(), token)),
                    () -> ledger.record(
                                    ANN,
                                    new Observation.PermanentFailure(
                                            one,
                                            clock.instant(),
                                            EvidenceId.of("ndr", one.toString()),
                                            judge(Diagnostic.ofText("550 5.1.1"))),
                                    Optional.empty())
                            .join()));
            story.addAll(List.copyOf(story));
            Collections.shuffle(story, random);
            story.forEach(Runnable::run);

            assertEquals(
                    MessageStatus.BOUNCED,
                    ledger.state(ANN).message(one).orElseThrow().status(),
                    "seed " + seed + ", round " + round);
            assertEquals(
                    BounceType.HARD,
                    ledger.state(ANN)
                            .message(one)
                            .orElseThrow()
                            .verdict()
                            .orElseThrow()
                            .type());
            ledger.record(ANN, new Observation.Unbounce(ACCOUNT, clock.instant(), "ann", "next"), Optional.empty())
                    .join();
        }
    }
}
