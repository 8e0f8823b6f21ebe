package dev.rebound.transport.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDialect.Why;
import dev.rebound.engine.provider.TopicArn;
import dev.rebound.feed.provider.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Amazon SNS posts: checked to be signed by Amazon and to be of the one topic that a source is about.
 *
 * <p>The envelope says itself where the certificate is that it was signed with. That address is believed only if it is https at the
 * very host that Amazon gives the topic's region; the same host is asked to confirm a subscription, with an address that is
 * made here of topic and token. So a forged envelope can make us ask nobody but Amazon. Certificates are kept; a source
 * that sends wrong ones makes us ask at most once for each name. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html">Verifying
 *     the signatures of Amazon SNS messages</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html">ConfirmSubscription</a>
 */
final class SnsEnvelopes {

    private static final Logger LOG = LoggerFactory.getLogger(SnsEnvelopes.class);

    /** Certificates kept; Amazon changes one about once a year. */
    private static final int CERTIFICATES_MAX = 16;

    private static final List<String> SIGNED_OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SIGNED_OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final AmazonCalls amazon;
    /** The one not used for the longest time comes first; guarded by itself. */
    private final LinkedHashMap<URI, X509Certificate> certificates = new LinkedHashMap<>(16, 0.75f, true);

    SnsEnvelopes(AmazonCalls amazon) {
        this.amazon = amazon;
    }

    /** What is in an envelope. */
    sealed interface Opened {

        /** A message of the topic. */
        record Message(String text) implements Opened {}

        /** The topic was told that we want its messages, or that we no longer get them. */
        record Nothing() implements Opened {}

        /** Amazon could not be asked. */
        record Later() implements Opened {}

        record Refused(Why why) implements Opened {}
    }

    Opened open(String topic, ProviderCall call) {
        Optional<JsonNode> envelope = Fields.parse(call.body()).filter(JsonNode::isObject);
        Optional<TopicArn> arn = TopicArn.parse(topic)
                .filter(known -> envelope.flatMap(node -> Fields.text(node, "TopicArn"))
                        .filter(known.text()::equals)
                        .isPresent());
        if (envelope.isEmpty() || arn.isEmpty()) {
            return new Opened.Refused(Why.NOT_THEIRS);
        }
        try {
            return open(arn.get(), envelope.get(), call.receivedAt());
        } catch (IOException e) {
            LOG.warn(
                    "Amazon could not be asked host={} problem=\"{}\"",
                    arn.get().host(),
                    e.getMessage());
            return new Opened.Later();
        }
    }

    private Opened open(TopicArn topic, JsonNode envelope, Instant now) throws IOException {
        String type = Fields.textOr(envelope, "", "Type");
        boolean isMessage = type.equals("Notification");
        if (!isSigned(topic, envelope, isMessage ? SIGNED_OF_NOTIFICATION : SIGNED_OF_CONFIRMATION, now)) {
            return new Opened.Refused(Why.NOT_THEIRS);
        }
        if (!isFresh(envelope, now)) {
            return new Opened.Refused(Why.TOO_OLD);
        }
        return switch (type) {
            case "Notification" -> new Opened.Message(Fields.textOr(envelope, "", "Message"));
            case "SubscriptionConfirmation" -> {
                confirm(topic, Fields.textOr(envelope, "", "Token"));
                yield new Opened.Nothing();
            }
            case "UnsubscribeConfirmation" -> new Opened.Nothing();
            default -> new Opened.Refused(Why.UNREADABLE);
        };
    }

    private static boolean isFresh(JsonNode envelope, Instant now) {
        try {
            return Proofs.isFresh(Instant.parse(Fields.textOr(envelope, "", "Timestamp")), now);
        } catch (DateTimeParseException noMoment) {
            return false;
        }
    }

    private boolean isSigned(TopicArn topic, JsonNode envelope, List<String> signed, Instant now) throws IOException {
        Optional<String> algorithm = switch (Fields.textOr(envelope, "", "SignatureVersion")) {
            case "1" -> Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
        Optional<URI> place = Fields.text(envelope, "SigningCertURL").flatMap(url -> certificatePlace(topic, url));
        if (algorithm.isEmpty() || place.isEmpty()) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        for (String name : signed) {
            JsonNode value = envelope.path(name);
            if (value.isTextual()) {
                text.append(name).append('\n').append(value.textValue()).append('\n');
            }
        }
        try {
            X509Certificate certificate = certificate(place.get());
            certificate.checkValidity(Date.from(now));
            Signature signature = Signature.getInstance(algorithm.get());
            signature.initVerify(certificate.getPublicKey());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(Fields.textOr(envelope, "", "Signature")));
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return false;
        }
    }

    /** Nothing of the address is free but the name of the file. */
    private static Optional<URI> certificatePlace(TopicArn topic, String url) {
        try {
            URI read = new URI(url);
            boolean theirs = read.equals(new URI("https", topic.host(), read.getPath(), null))
                    && read.getPath().matches("/SimpleNotificationService-[0-9a-f]{16,64}\\.pem");
            return theirs ? Optional.of(read) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private X509Certificate certificate(URI place) throws IOException, GeneralSecurityException {
        synchronized (certificates) {
            X509Certificate kept = certificates.get(place);
            if (kept != null) {
                return kept;
            }
        }
        X509Certificate fetched = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(amazon.get(place).getBytes(StandardCharsets.US_ASCII)));
        synchronized (certificates) {
            certificates.put(place, fetched);
            if (certificates.size() > CERTIFICATES_MAX) {
                certificates.pollFirstEntry();
            }
        }
        return fetched;
    }

    private void confirm(TopicArn topic, String token) throws IOException {
        amazon.get(URI.create("https://" + topic.host() + "/?Action=ConfirmSubscription&Version=2010-03-31&TopicArn="
                + encoded(topic.text()) + "&Token=" + encoded(token)));
        LOG.info("A subscription was confirmed topic={}", topic.text());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
