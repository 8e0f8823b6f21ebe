package dev.rebound.parse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gateways attach, re-encode and retype what they pass on: that must not change what a report says. */
class ReshapedReportsTest {

    private static final Set<MessageKind> KINDS_FOUND_INSIDE =
            Set.of(MessageKind.BOUNCE, MessageKind.DELAY, MessageKind.DELIVERED, MessageKind.COMPLAINT);

    private final MessageReader reader = new MessageReader();

    static List<Path> reportsWithHeaders() {
        MessageReader reader = new MessageReader();
        return Samples.all().stream()
                .filter(sample -> !Letter.of(sample).head().isEmpty())
                .filter(sample -> {
                    ReadMessage read = reader.read(Samples.bytes(sample));
                    return KINDS_FOUND_INSIDE.contains(read.kind())
                            && read.findings().stream()
                                    .noneMatch(f -> f.toString().startsWith("no-headers"));
                })
                .toList();
    }

    static List<Path> plainLetters() {
        return Samples.all().stream()
                .filter(sample -> Letter.of(sample).isPlain())
                .toList();
    }

    static List<Path> machineReadableReports() {
        return Samples.all().stream()
                .filter(sample -> latin1(sample).contains("multipart/report; report-type=delivery-status"))
                .toList();
    }

    private static String latin1(Path sample) {
        return new String(Samples.bytes(sample), StandardCharsets.ISO_8859_1);
    }

    /** A sample in Latin-1, so that every byte survives, cut behind its headers. */
    private record Letter(String head, String body) {

        static Letter of(Path sample) {
            String text = new String(Samples.bytes(sample), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            int end = text.indexOf("\n\n");
            return new Letter(text.substring(0, end + 1), text.substring(end + 2));
        }

        boolean isPlain() {
            String lower = head.toLowerCase(java.util.Locale.ROOT);
            return head.startsWith("From") && !lower.contains("multipart/") && !lower.contains("transfer-encoding");
        }
    }

    /** Kind, message and recipients with their codes; not findings and words, which a new shape may change. */
    private static String facts(ReadMessage message) {
        return message.kind() + " " + message.original().messageId() + " "
                + message.report().recipients().stream()
                        .map(r -> r.address() + " " + r.status() + " " + r.code() + " " + r.remoteMta())
                        .collect(Collectors.joining(", "));
    }

    private ReadMessage read(String message) {
        return reader.read(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("reportsWithHeaders")
    void reportsAreFoundInsideAMessageThatAttachesThem(Path sample) {
        byte[] content = Samples.bytes(sample);
        ReadMessage alone = reader.read(content);
        ReadMessage inside =
                read("From: gate@example.com\nSubject: checked\nContent-Type: multipart/mixed; boundary=w\n\n"
                        + "--w\nContent-Type: text/plain\n\nChecked.\n--w\nContent-Type: message/rfc822\n\n"
                        + new String(content, StandardCharsets.ISO_8859_1) + "\n--w--\n");

        assertEquals(facts(alone), facts(inside));
    }

    @ParameterizedTest
    @MethodSource("plainLetters")
    void base64DoesNotChangeTheAnswer(Path sample) {
        Letter letter = Letter.of(sample);
        String body = Base64.getMimeEncoder().encodeToString(letter.body().getBytes(StandardCharsets.ISO_8859_1));
        ReadMessage encoded = read(letter.head() + "Content-Transfer-Encoding: base64\n\n" + body);

        assertEquals(facts(reader.read(Samples.bytes(sample))), facts(encoded));
    }

    @ParameterizedTest
    @MethodSource("machineReadableReports")
    void fieldsInAPartOfAnotherTypeAreRead(Path sample) {
        String text = latin1(sample);
        ReadMessage retyped = read(text.replace("multipart/report", "multipart/mixed"));

        assertEquals(facts(reader.read(Samples.bytes(sample))), facts(retyped));
    }
}
