package dev.rebound.transport.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect;
import dev.rebound.engine.provider.ProviderDialect.Reading;
import dev.rebound.engine.provider.ProviderDialect.Why;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.parse.provider.ProviderEvent.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each provider's call must prove, and what is read from it; the events here are ours, in the providers' form. */
class DialectsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final String URL = "https://us.example/events/x";
    private static final Reading NOT_THEIRS = new Reading.Refused(Why.NOT_THEIRS);
    private static final Reading TOO_OLD = new Reading.Refused(Why.TOO_OLD);
    private static final Reading UNREADABLE = new Reading.Refused(Why.UNREADABLE);

    private static final Map<Provider, ProviderDialect> ALL = Dialects.all(url -> {
        throw new IOException("nobody is asked");
    });

    private static ProviderDialect dialect(Provider provider) {
        return Optional.ofNullable(ALL.get(provider)).orElseThrow();
    }

    private static ProviderCall call(Map<String, String> headers, String body) {
        return new ProviderCall(URL, headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static ProviderEvent only(Reading reading) {
        List<ProviderEvent> events =
                assertInstanceOf(Reading.Events.class, reading).events();
        assertEquals(1, events.size());
        return events.getFirst();
    }

    // ---- SendGrid

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProviderCall sendGrid(KeyPair keys, Instant at, String body) {
        try {
            String timestamp = Long.toString(at.getEpochSecond());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
            return call(
                    Map.of(
                            "x-twilio-email-event-webhook-timestamp",
                            timestamp,
                            "x-twilio-email-event-webhook-signature",
                            Base64.getEncoder().encodeToString(signature.sign())),
                    body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String published(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    @Test
    void sendGridSignsTimestampAndBody() {
        KeyPair keys = keys();
        String body = """
                [{"event":"bounce","type":"bounce","email":"ann@shop.example","sg_event_id":"e1",
                "smtp-id":"<token@bounce.shop.example>","status":"5.1.1","reason":"550 5.1.1 user unknown",
                "bounce_classification":"Invalid Address"},{"event":"open","email":"ann@shop.example"}]""";
        ProviderDialect sendGrid = dialect(Provider.SENDGRID);

        ProviderEvent event = only(sendGrid.read(published(keys), sendGrid(keys, NOW, body)));

        assertEquals(Kind.BOUNCED, event.kind());
        assertEquals("e1", event.id());
        assertEquals(List.of("<token@bounce.shop.example>"), event.marks());
        assertEquals("550 5.1.1 user unknown", event.diagnostic().text());
        assertEquals(Optional.of("Invalid Address"), event.original());
        assertEquals(NOT_THEIRS, sendGrid.read(published(keys()), sendGrid(keys, NOW, body)));
        assertEquals(NOT_THEIRS, sendGrid.read("not a key", sendGrid(keys, NOW, body)));
        assertEquals(TOO_OLD, sendGrid.read(published(keys), sendGrid(keys, NOW.minus(Duration.ofDays(4)), body)));
        assertEquals(UNREADABLE, sendGrid.read(published(keys), sendGrid(keys, NOW, "{not json")));
        ProviderCall good = sendGrid(keys, NOW, body);
        assertEquals(
                NOT_THEIRS,
                sendGrid.read(published(keys), call(good.headers(), body.replace("ann@", "bob@"))),
                "another body");
    }

    @Test
    void whatSendGridDroppedIsSaidInItsWords() {
        KeyPair keys = keys();
        String body =
                "[{\"event\":\"dropped\",\"email\":\"a@x.example\",\"sg_event_id\":\"e\",\"reason\":\"Bounced Address\"}]";

        ProviderEvent event = only(dialect(Provider.SENDGRID).read(published(keys), sendGrid(keys, NOW, body)));

        assertEquals(
                "SendGrid says: dropped/Bounced Address", event.diagnostic().text());
    }

    // ---- Mailgun

    private static ProviderCall mailgun(String key, Instant at, String event) {
        String timestamp = Long.toString(at.getEpochSecond());
        String signature = HexFormat.of()
                .formatHex(Proofs.hmac("HmacSHA256", key, (timestamp + "tok").getBytes(StandardCharsets.UTF_8)));
        return call(
                Map.of(),
                "{\"signature\":{\"timestamp\":\"" + timestamp + "\",\"token\":\"tok\",\"signature\":\"" + signature
                        + "\"},\"event-data\":" + event + "}");
    }

    @Test
    void mailgunSignsInTheBody() {
        String event = """
                {"event":"failed","severity":"permanent","id":"m1","recipient":"ann@shop.example","reason":"bounce",
                "delivery-status":{"code":550,"enhanced-code":"5.1.1","message":"user unknown","mx-host":"MX.shop.example"},
                "message":{"headers":{"message-id":"token@bounce.shop.example"}},
                "user-variables":{"rebound":"token"}}""";
        ProviderDialect mailgun = dialect(Provider.MAILGUN);

        ProviderEvent read = only(mailgun.read("key", mailgun("key", NOW, event)));

        assertEquals(Kind.BOUNCED, read.kind());
        assertEquals("550 user unknown", read.diagnostic().text());
        assertEquals("5.1.1", read.diagnostic().status().orElseThrow().toString());
        assertEquals(Optional.of("mx.shop.example"), read.diagnostic().remoteMta());
        assertEquals(List.of("token", "token@bounce.shop.example"), read.marks());
        assertEquals(Optional.of("permanent/bounce"), read.original());
        assertEquals(NOT_THEIRS, mailgun.read("other", mailgun("key", NOW, event)));
        assertEquals(TOO_OLD, mailgun.read("key", mailgun("key", NOW.minus(Duration.ofDays(4)), event)));
        assertEquals(
                Kind.DEFERRED,
                only(mailgun.read("key", mailgun("key", NOW, event.replace("permanent", "temporary"))))
                        .kind());
        assertEquals(
                "Mailgun says: permanent/suppress-bounce",
                only(mailgun.read("key", mailgun("key", NOW, event.replace("\"bounce\"", "\"suppress-bounce\""))))
                        .diagnostic()
                        .text());
    }

    // ---- Postmark and SparkPost

    private static Map<String, String> basic(String password) {
        return Map.of(
                "authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString(("rebound:" + password).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void postmarkCallsWithAPassword() {
        String event = """
                {"RecordType":"Bounce","ID":42,"Type":"HardBounce","TypeCode":1,"Email":"ann@shop.example",
                "Details":"smtp;550 5.1.1 user unknown","MessageID":"00-1","Metadata":{"rebound":"token"}}""";
        ProviderDialect postmark = dialect(Provider.POSTMARK);

        ProviderEvent read = only(postmark.read("pw", call(basic("pw"), event)));

        assertEquals(Kind.BOUNCED, read.kind());
        assertEquals("42", read.id());
        assertEquals("550 5.1.1 user unknown", read.diagnostic().text());
        assertEquals(List.of("token"), read.marks());
        assertEquals(NOT_THEIRS, postmark.read("pw", call(basic("pW"), event)));
        assertEquals(NOT_THEIRS, postmark.read("pw", call(Map.of(), event)));
        assertEquals(
                Kind.ANSWERED,
                only(postmark.read("pw", call(basic("pw"), event.replace("HardBounce", "AutoResponder"))))
                        .kind());
        assertEquals(
                Kind.DEFERRED,
                only(postmark.read("pw", call(basic("pw"), event.replace("HardBounce", "Transient"))))
                        .kind());
    }

    @Test
    void sparkPostSendsBatches() {
        String batch = """
                [{"msys":{"message_event":{"type":"bounce","event_id":"s1","bounce_class":"10",
                "raw_reason":"550 5.1.1 user unknown","raw_rcpt_to":"ann@shop.example","rcpt_meta":{"rebound":"token"},
                "msg_from":"b+token@bounce.shop.example"}}},{"msys":{"track_event":{"type":"open"}}},{"msys":{}}]""";
        ProviderDialect sparkPost = dialect(Provider.SPARKPOST);

        ProviderEvent read = only(sparkPost.read("pw", call(basic("pw"), batch)));

        assertEquals(Kind.BOUNCED, read.kind());
        assertEquals(List.of("token", "b+token@bounce.shop.example"), read.marks());
        assertEquals(Optional.of("bounce class 10"), read.original());
        assertEquals(NOT_THEIRS, sparkPost.read("pw", call(basic("x"), batch)));
        assertEquals(UNREADABLE, sparkPost.read("pw", call(basic("pw"), "{}")));
        assertEquals(new Reading.Events(List.of()), sparkPost.read("pw", call(basic("pw"), "[{\"msys\":{}}]")));
    }

    // ---- Mailchimp Transactional

    private static ProviderCall mailchimp(String key, String events) {
        String signature = Base64.getEncoder()
                .encodeToString(Proofs.hmac(
                        "HmacSHA1", key, (URL + "mandrill_events" + events).getBytes(StandardCharsets.UTF_8)));
        return call(
                Map.of("x-mandrill-signature", signature),
                "mandrill_events=" + URLEncoder.encode(events, StandardCharsets.UTF_8));
    }

    @Test
    void mailchimpSignsAddressAndForm() {
        String events = """
                [{"event":"hard_bounce","ts":1772355600,"_id":"x","msg":{"_id":"c1","email":"ann@shop.example",
                "metadata":{"rebound":"token"},"diag":"smtp;550 5.1.1 user unknown","bounce_description":"bad_mailbox"}},
                {"event":"send","msg":{"_id":"c1"}}]""";
        ProviderDialect mailchimp = dialect(Provider.MAILCHIMP);

        ProviderEvent read = only(mailchimp.read("key", mailchimp("key", events)));

        assertEquals(Kind.BOUNCED, read.kind());
        assertEquals("c1 hard_bounce 1772355600", read.id());
        assertEquals(Optional.of("hard_bounce/bad_mailbox"), read.original());
        assertEquals("550 5.1.1 user unknown", read.diagnostic().text());
        assertEquals(NOT_THEIRS, mailchimp.read("other", mailchimp("key", events)));
        assertEquals(new Reading.Nothing(), mailchimp.read("key", mailchimp("test-webhook", "[]")));
    }

    // ---- All

    @ParameterizedTest
    @EnumSource
    void garbageIsRefusedAndNeverThrows(Provider provider) {
        Random random = new Random(20_261_129);
        for (int i = 0; i < 300; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            Reading reading = dialect(provider)
                    .read(
                            provider == Provider.SES ? "arn:aws:sns:eu-west-1:123456789012:b" : "key",
                            new ProviderCall(URL, Map.of("authorization", "Basic %%%"), body, NOW));
            assertEquals(NOT_THEIRS, reading);
        }
        String deep = "[".repeat(100_000);
        assertEquals(NOT_THEIRS, dialect(provider).read("key", call(Map.of(), deep)));
    }

    @ParameterizedTest
    @EnumSource
    void theTokenGoesOutInAFieldThatCanStandInAHeader(Provider provider) {
        String token = "a".repeat(42);

        TokenMark.headerFor(provider, token)
                .ifPresent(header -> assertTrue(header.value().contains(token), header.toString()));
    }
}
