package dev.rebound.server.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.NoteKind;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.contact.ContactId;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.node.Lease;
import dev.rebound.engine.webhook.DeadLetter;
import dev.rebound.engine.webhook.EventType;
import dev.rebound.engine.webhook.Webhook;
import dev.rebound.engine.webhook.WebhookId;
import dev.rebound.engine.webhook.WebhookPublisher;
import dev.rebound.engine.webhook.Webhooks;
import dev.rebound.server.LoopbackCalls;
import dev.rebound.server.Office;
import dev.rebound.server.api.ApiSchemas;
import dev.rebound.server.webhook.ReceivingProgram.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a bounce in the ledger to a program that is told of it, and what happens where the program fails. */
class WebhooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before every test
    private Office office;

    @SuppressWarnings("NullAway.Init")
    private WebhookFeature.Parts parts;

    @SuppressWarnings("NullAway.Init")
    private WebhookPublisher publisher;

    @SuppressWarnings("NullAway.Init")
    private ReceivingProgram program;

    @BeforeEach
    void open() throws Exception {
        office = Office.open(folder);
        parts = LoopbackCalls.over(office.store().webhooks(), office.clock());
        program = ReceivingProgram.start();
        startPublisher();
    }

    @AfterEach
    void close() {
        publisher.close();
        program.close();
        office.close();
    }

    private void startPublisher() {
        publisher = WebhookPublisher.start(parts.webhooks(), parts.caller(), Lease.SOLE);
    }

    private Webhooks webhooks() {
        return parts.webhooks();
    }

    private Webhook webhook(WebhookId id) {
        return webhooks().find(office.own(), id).orElseThrow();
    }

    private WebhookId bounces() {
        return webhooks()
                .create(
                        office.own(),
                        program.url(),
                        "secret",
                        Set.of(EventType.BOUNCED),
                        office.clock().instant());
    }

    private void await(WebhookId id, String what, Predicate<Webhook> state) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state.test(webhook(id))) {
            assertTrue(Instant.now().isBefore(end), "did not happen: " + what);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Test
    void aBounceIsToldWithItsVerdict() throws Exception {
        WebhookId id = bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");

        Call call = program.next();

        JsonNode event = call.json().path("events").path(0);
        assertEquals("message.bounced", event.path("type").textValue());
        assertEquals("kim@x.example", event.path("address").textValue());
        assertEquals("UNKNOWN_USER", event.at("/details/verdict/reason").textValue());
        assertEquals(
                id.toString() + "-" + event.path("id").textValue() + "-"
                        + event.path("id").textValue(),
                call.delivery());
        await(id, "that the answer is remembered", webhook -> webhook.toldAt().isPresent());
        assertEquals(0, program.waiting());
    }

    @Test
    void answersAndComplaintsAreToldOtherNotesAreNot() throws Exception {
        webhooks()
                .create(
                        office.own(),
                        program.url(),
                        "secret",
                        Set.of(EventType.ANSWERED, EventType.COMPLAINED),
                        office.clock().instant());
        for (NoteKind kind : NoteKind.values()) {
            ContactId contact = office.contact(office.own(), kind + "@x.example", "", "");
            MessageId message = office.send(office.own(), contact, "Newsletter " + kind);
            EvidenceId id = EvidenceId.of("Re:", message.toString());
            office.store()
                    .ledger()
                    .record(
                            EmailAddress.parse(kind + "@x.example")
                                    .orElseThrow()
                                    .key(),
                            new Observation.SideNote(message, office.clock().instant(), id, kind),
                            Optional.of(new Evidence(
                                    id,
                                    EvidenceSource.NDR,
                                    office.clock().instant(),
                                    Diagnostic.ofText("Re:"),
                                    Optional.empty())))
                    .join();
        }

        List<String> told = new ArrayList<>();
        while (told.size() < 2) {
            for (JsonNode event : program.next().json().path("events")) {
                assertEquals(List.of(), ApiSchemas.faults("WebhookEvent", event));
                told.add(event.path("type").textValue() + " "
                        + event.at("/details/note").textValue());
            }
        }

        assertEquals(List.of("message.answered ANSWER", "message.complained COMPLAINT"), told);
    }

    @Test
    void aCallIsSigned() throws Exception {
        bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");
        Call call = program.next();

        String seconds = call.signature().replaceFirst("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((seconds + "." + new String(call.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        assertEquals("t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal()), call.signature());
        long age = Instant.now().getEpochSecond() - Long.parseLong(seconds);
        assertTrue(age >= 0 && age < 60, "signed with the wall clock: " + age);
    }

    @Test
    void nothingOfAnotherAccountIsTold() throws Exception {
        bounces();
        office.bounced(office.foreign(), "theirs@x.example", "550 5.1.1 no such user");
        office.bounced(office.own(), "ours@x.example", "550 5.1.1 no such user");

        Call call = program.next();
        assertFalse(new String(call.body(), StandardCharsets.UTF_8).contains("theirs"));
        assertEquals(List.of("message.bounced"), call.types());
    }

    @Test
    void aCallThatFailsIsMadeAgainLaterAndIsTheSameCall() throws Exception {
        program.answer(500);
        WebhookId id = bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");
        Call first = program.next();
        await(id, "that the failure is remembered", webhook -> webhook.trouble().isPresent());
        assertEquals("HTTP 500", webhook(id).trouble().orElseThrow().problem());
        assertEquals(0, program.waiting());

        program.answer(200);
        office.clock().jump(Duration.ofSeconds(31));

        Call second = program.next();
        assertEquals(first.delivery(), second.delivery());
        assertEquals(first.json(), second.json());
        await(id, "that the trouble is over", webhook -> webhook.trouble().isEmpty());
    }

    @Test
    void whatNobodyTakesForTooLongBecomesADeadLetterAndCanBeCalledAgain() throws Exception {
        program.answer(503);
        WebhookId id = bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");
        int calls = 0;
        while (webhooks().deadLetters(office.own(), id, 10).isEmpty()) {
            int before = calls;
            program.next();
            calls++;
            await(
                    id,
                    "that call " + calls + " is counted",
                    webhook -> webhook.trouble()
                                    .map(trouble -> trouble.calls() > before)
                                    .orElse(true)
                            && (webhook.trouble().isPresent()
                                    || !webhooks()
                                            .deadLetters(office.own(), id, 10)
                                            .isEmpty()));
            office.clock().jump(Duration.ofMinutes(61));
        }
        assertEquals(24, calls);

        program.answer(200);
        office.bounced(office.own(), "lee@x.example", "550 5.1.1 no such user");
        assertTrue(new String(program.next().body(), StandardCharsets.UTF_8).contains("lee@x.example"));
        DeadLetter letter = webhooks().deadLetters(office.own(), id, 10).getFirst();
        assertTrue(parts.caller().replay(webhook(id), letter).isEmpty());
        assertTrue(new String(program.next().body(), StandardCharsets.UTF_8).contains("kim@x.example"));
        assertEquals(List.of(), webhooks().deadLetters(office.own(), id, 10));
    }

    @Test
    void whatHappensWhileNobodyPublishesIsToldAfterwards() throws Exception {
        bounces();
        publisher.close();
        for (int i = 0; i < 3; i++) {
            office.bounced(office.own(), "p" + i + "@x.example", "550 5.1.1 no such user");
        }
        startPublisher();

        assertEquals(3, program.next().types().size());
    }

    @Test
    void aPausedOneIsNotCalledAndLosesNothing() throws Exception {
        WebhookId paused = bounces();
        webhooks().pause(office.own(), paused, true);
        WebhookId other = bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");
        assertTrue(program.next().delivery().startsWith(other + "-"));

        webhooks().pause(office.own(), paused, false);

        assertTrue(program.next().delivery().startsWith(paused + "-"));
    }

    @Test
    void aSlowOneKeepsNoOtherWaiting() throws Exception {
        webhooks()
                .create(
                        office.own(),
                        URI.create("http://inside.example/"),
                        "secret",
                        Set.of(EventType.BOUNCED),
                        office.clock().instant());
        WebhookId works = bounces();
        office.bounced(office.own(), "kim@x.example", "550 5.1.1 no such user");

        assertTrue(program.next().delivery().startsWith(works + "-"));
    }

    @Test
    void theSecretIsNotInLogs() {
        assertFalse(webhook(bounces()).toString().contains("secret"));
        assertNotEquals("", webhook(bounces()).secret());
    }
}
