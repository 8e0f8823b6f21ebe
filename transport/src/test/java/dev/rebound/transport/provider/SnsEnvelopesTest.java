package dev.rebound.transport.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect.Reading;
import dev.rebound.engine.provider.ProviderDialect.Why;
import dev.rebound.parse.provider.ProviderEvent;
import dev.rebound.transport.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Amazon posts is believed of the one topic, and nobody but Amazon is ever asked. */
class SnsEnvelopesTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:bounces";
    private static final String CERTIFICATE =
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem";
    private static final String RETURN_PATH = "b+token@bounce.shop.example";

    private final List<URI> asked = new ArrayList<>();
    private boolean unreachable;
    private final SesDialect dialect = new SesDialect(new SnsEnvelopes(this::amazon));

    private String amazon(URI url) throws IOException {
        asked.add(url);
        if (unreachable) {
            throw new IOException("no route");
        }
        return TestCertificate.certificatePem();
    }

    private static Map<String, String> notification(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Message", message);
        fields.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        fields.put("Timestamp", Instant.now().toString());
        fields.put("TopicArn", TOPIC);
        fields.put("Type", "Notification");
        return fields;
    }

    private static Map<String, String> confirmation() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Message", "You have chosen to subscribe");
        fields.put("MessageId", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
        fields.put("SubscribeURL", "http://169.254.169.254/latest/meta-data");
        fields.put("Timestamp", Instant.now().toString());
        fields.put("Token", "2336412f37fb687f5d51e6e2425f004a");
        fields.put("TopicArn", TOPIC);
        fields.put("Type", "SubscriptionConfirmation");
        return fields;
    }

    private static ProviderCall signed(Map<String, String> fields, String certificate) {
        StringBuilder text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append('\n').append(value).append('\n'));
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("SignatureVersion", "2");
        all.put("Signature", signature(text.toString()));
        all.put("SigningCertURL", certificate);
        return call(all);
    }

    private static ProviderCall call(Map<String, String> fields) {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        return new ProviderCall(
                "https://us.example/events/x",
                Map.of(),
                json.append('}').toString().getBytes(StandardCharsets.UTF_8),
                Instant.now());
    }

    private static String signature(String text) {
        try {
            String pem = TestCertificate.keyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reading read(ProviderCall call) {
        return dialect.read(TOPIC, call);
    }

    private List<ProviderEvent> events(String message) {
        return assertInstanceOf(Reading.Events.class, read(signed(notification(message), CERTIFICATE)))
                .events();
    }

    private static final Reading NOT_THEIRS = new Reading.Refused(Why.NOT_THEIRS);

    @Test
    void aBounceNamesEachOfItsRecipients() {
        List<ProviderEvent> events = events("""
                {"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"NoEmail",
                "feedbackId":"f-1","reportingMTA":"dsn; mx.shop.example","bouncedRecipients":[
                {"emailAddress":"ann@shop.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},
                {"emailAddress":"bob@shop.example"}]},"mail":{"source":"%s","messageId":"m-1"}}""".formatted(RETURN_PATH).replace("\n", ""));

        assertEquals(2, events.size());
        ProviderEvent ann = events.getFirst();
        assertEquals(ProviderEvent.Kind.BOUNCED, ann.kind());
        assertEquals(Optional.of("ann@shop.example"), ann.recipient());
        assertEquals("550 5.1.1 user unknown", ann.diagnostic().text());
        assertEquals(550, ann.diagnostic().code().getAsInt());
        assertEquals(Optional.of("Permanent/NoEmail"), ann.original());
        assertEquals(List.of(RETURN_PATH), ann.marks());
        assertEquals("f-1 ann@shop.example", ann.id());
        assertEquals(
                "Amazon SES says: Permanent/NoEmail",
                events.getLast().diagnostic().text());
    }

    @Test
    void deliveriesDelaysAndComplaintsAreReadOpensAreNot() {
        assertEquals(
                ProviderEvent.Kind.DELIVERED,
                events(
                                "{\"eventType\":\"Delivery\",\"mail\":{\"messageId\":\"m\"},\"delivery\":{\"recipients\":[\"a@x.example\"],"
                                        + "\"smtpResponse\":\"250 ok\"}}")
                        .getFirst()
                        .kind());
        assertEquals(
                ProviderEvent.Kind.DEFERRED,
                events("{\"eventType\":\"DeliveryDelay\",\"mail\":{},\"deliveryDelay\":{\"delayType\":\"MailboxFull\","
                                + "\"delayedRecipients\":[{\"emailAddress\":\"a@x.example\"}]}}")
                        .getFirst()
                        .kind());
        assertEquals(
                ProviderEvent.Kind.COMPLAINED,
                events("{\"notificationType\":\"Complaint\",\"mail\":{},\"complaint\":{\"complainedRecipients\":"
                                + "[{\"emailAddress\":\"a@x.example\"}]}}")
                        .getFirst()
                        .kind());
        assertEquals(List.of(), events("{\"eventType\":\"Open\",\"mail\":{}}"));
    }

    @Test
    void aSubscriptionIsConfirmedAtTheTopicsOwnHostWhateverTheEnvelopeSays() {
        assertEquals(new Reading.Nothing(), read(signed(confirmation(), CERTIFICATE)));

        URI confirmed = asked.getLast();
        assertEquals("sns.eu-west-1.amazonaws.com", confirmed.getHost());
        assertTrue(confirmed.getQuery().contains("Action=ConfirmSubscription"), confirmed.toString());
        assertTrue(asked.stream().noneMatch(url -> url.toString().contains("169.254")), asked.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "https://evil@sns.eu-west-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "https://s3.amazonaws.com/bucket/key.pem",
                "https://sns.eu-west-1.amazonaws.com/../x.pem",
                "https://127.0.0.1/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
                "not an address"
            })
    void aCertificateElsewhereIsNotEvenAskedFor(String place) {
        assertEquals(NOT_THEIRS, read(signed(notification("{}"), place)));
        assertEquals(List.of(), asked);
    }

    @Test
    void anotherTopicsMessageIsNotOurs() {
        Map<String, String> fields = notification("{}");
        fields.put("TopicArn", "arn:aws:sns:eu-west-1:999999999999:bounces");

        assertEquals(NOT_THEIRS, read(signed(fields, CERTIFICATE)));
        assertEquals(List.of(), asked);
    }

    @Test
    void aChangedMessageIsNotSigned() {
        ProviderCall good = signed(notification("{\"eventType\":\"Open\"}"), CERTIFICATE);
        String changed = new String(good.body(), StandardCharsets.UTF_8).replace("Open", "Send");

        assertEquals(
                NOT_THEIRS,
                read(new ProviderCall(
                        good.url(), Map.of(), changed.getBytes(StandardCharsets.UTF_8), good.receivedAt())));
    }

    @Test
    void whatWasSignedLongAgoIsTooOld() {
        Map<String, String> fields = notification("{}");
        fields.put("Timestamp", "2026-01-01T00:00:00Z");

        assertEquals(new Reading.Refused(Why.TOO_OLD), read(signed(fields, CERTIFICATE)));
    }

    @Test
    void whereAmazonCannotBeAskedItIsForLater() {
        unreachable = true;

        assertEquals(new Reading.Later(), read(signed(notification("{}"), CERTIFICATE)));
    }

    @Test
    void aCertificateIsAskedForOnce() {
        events("{\"eventType\":\"Open\"}");
        events("{\"eventType\":\"Open\"}");

        assertEquals(1, asked.size());
    }
}
