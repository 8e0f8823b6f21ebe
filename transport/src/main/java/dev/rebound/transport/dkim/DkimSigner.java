package dev.rebound.transport.dkim;

import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.transport.outgoing.OutgoingText;
import dev.rebound.transport.outgoing.OutgoingText.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs messages for the domain of their author (RFC 6376, RFC 8463), relaxed in header and body. All
 * selectors of the domain sign, each on its own, so that a receiver that knows only one algorithm finds a
 * signature it can check. Thread-safe.
 *
 * <p>A field that receivers show or act on is named once more than it is there (section 8.15): one that is
 * added on the way breaks the signature instead of riding on it. A message of a domain without a key is
 * left unsigned; whether that is right is for its owner to say, not for us.
 *
 * <p>What is signed is the text as it leaves: line ends are made CRLF first, and nothing is changed
 * afterwards but the dots that SMTP doubles and halves again.
 */
public final class DkimSigner {

    /** Signed as often as they are there and once more. */
    private static final List<String> OVERSIGNED = List.of(
            "from",
            "to",
            "cc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "list-unsubscribe",
            "list-unsubscribe-post");
    /** Signed if they are there; servers on the way may have reason to add them. */
    private static final List<String> SIGNED =
            List.of("sender", "in-reply-to", "references", "list-id", "feedback-id", "precedence", "auto-submitted");

    /** Where a line of the signature is folded, in characters. */
    private static final int LINE_LENGTH = 72;

    private final Set<DkimKey> keys;
    private final InstantSource clock;

    public DkimSigner(Set<DkimKey> keys, InstantSource clock) {
        this.keys = Set.copyOf(keys);
        this.clock = clock;
    }

    /** The message with its signatures in front, and with CRLF as line ends. */
    public MessageContent sign(MessageContent content) {
        OutgoingText message = OutgoingText.of(content);
        List<DkimKey> ours = message.authorDomain().map(this::keysFor).orElseGet(List::of);
        if (ours.isEmpty()) {
            return content;
        }
        SignedHead head = SignedHead.of(message.fields());
        String bodyHash = bodyHash(message);
        ByteArrayOutputStream signed = new ByteArrayOutputStream(message.text().length + 1_024 * ours.size());
        for (DkimKey key : ours) {
            signed.writeBytes(signature(key, head, bodyHash).getBytes(StandardCharsets.ISO_8859_1));
        }
        signed.writeBytes(message.text());
        return switch (content) {
            case MessageContent.Composed(byte[] own, byte[] shared) ->
                new MessageContent.Composed(signed.toByteArray(), shared);
            case MessageContent.Given given -> new MessageContent.Given(signed.toByteArray());
        };
    }

    /** Those of the author's domain, or else of the nearest domain above it. */
    private List<DkimKey> keysFor(String authorDomain) {
        List<DkimKey> fitting =
                keys.stream().filter(key -> key.name().isFor(authorDomain)).toList();
        int nearest = fitting.stream()
                .mapToInt(key -> key.name().domain().length())
                .max()
                .orElse(0);
        return fitting.stream()
                .filter(key -> key.name().domain().length() == nearest)
                .sorted((a, b) -> a.name().selector().compareTo(b.name().selector()))
                .toList();
    }

    /**
     * What is signed of the header.
     *
     * @param names the {@code h=} of the signature
     * @param relaxed the fields in relaxed form, in the order of the names, each ended by CRLF
     */
    private record SignedHead(List<String> names, String relaxed) {

        /** Of a name that is there more than once the last field counts first (section 5.4.2). */
        static SignedHead of(List<Field> fields) {
            List<String> names = new ArrayList<>();
            StringBuilder relaxed = new StringBuilder();
            for (boolean over : new boolean[] {true, false}) {
                for (String name : over ? OVERSIGNED : SIGNED) {
                    for (Field field : fields.reversed()) {
                        if (field.name().equals(name)) {
                            names.add(name);
                            relaxed.append(Relaxed.field(field.lines())).append("\r\n");
                        }
                    }
                    if (over) {
                        names.add(name);
                    }
                }
            }
            return new SignedHead(names, relaxed.toString());
        }
    }

    private static String bodyHash(OutgoingText message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            RelaxedBody body = new RelaxedBody(digest);
            body.lines(message.text(), message.bodyStart());
            body.lines(message.rest(), 0);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private String signature(DkimKey key, SignedHead head, String bodyHash) {
        String unsigned = "DKIM-Signature: v=1; a=" + key.algorithm().tag() + "; c=relaxed/relaxed;\r\n d="
                + key.name().domain() + "; s=" + key.name().selector() + ";\r\n t="
                + clock.instant().getEpochSecond() + ";\r\n h=" + folded(head.names()) + ";\r\n bh=" + bodyHash
                + ";\r\n b=";
        byte[] octets = (head.relaxed() + Relaxed.field(unsigned)).getBytes(StandardCharsets.ISO_8859_1);
        String value = Base64.getEncoder().encodeToString(key.sign(octets));
        return unsigned + value.replaceAll("(.{" + LINE_LENGTH + "})(?=.)", "$1\r\n ") + "\r\n";
    }

    private static String folded(List<String> names) {
        StringBuilder folded = new StringBuilder();
        int lineLength = 0;
        for (String name : names) {
            if (!folded.isEmpty()) {
                folded.append(':');
                lineLength++;
            }
            if (lineLength + name.length() > LINE_LENGTH) {
                folded.append("\r\n ");
                lineLength = 0;
            }
            folded.append(name);
            lineLength += name.length();
        }
        return folded.toString();
    }

    @Override
    public String toString() {
        return keys.stream().map(DkimKey::toString).sorted().collect(Collectors.joining(", "));
    }
}
