package dev.rebound.stream.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import dev.rebound.feed.seen.SeenWriter;
import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Output;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of other mailers through the job: what they say of our messages counts, whatever else they say. */
final class LogsTest {

    private static final Instant AT = Instant.parse("2026-11-30T00:12:01Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GONE =
            "(host mx.dept.example[192.0.2.1] said: 550 5.1.1 <x>: Recipient address rejected:"
                    + " User unknown (in reply to RCPT TO command))";

    @TempDir
    Path folder;

    private final StreamExecutionEnvironment environment =
            StreamExecutionEnvironment.getExecutionEnvironment(BounceJob.configured(new Configuration()));
    private final Map<String, String> messages = new TreeMap<>();
    private final List<String> dead = new ArrayList<>();

    private static String sender(long message) {
        return new ReturnPathSigner(List.of(KEY))
                        .sign(new AccountId(1), new MessageId(message), AT.plus(Duration.ofDays(30)))
                + "@bounce.example";
    }

    private static String postfix(String host, String service, String words) {
        return "Nov 30 00:12:01 " + host + " postfix/" + service + "[9]: " + words;
    }

    private DataStream<Raw> file(Form form, String name, List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve(name), lines);
        return environment.fromSource(
                FileSource.forRecordStreamFormat(
                                new LineFormat(form, AT), new org.apache.flink.core.fs.Path(file.toUri()))
                        .build(),
                WatermarkStrategy.noWatermarks(),
                name,
                Raw.type());
    }

    /** Messages 1 and on, each to an address of its own. */
    private DataStream<Raw> sent(int number) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 1; i <= number; i++) {
            lines.write(SeenWriter.write(Seen.of(
                    new AddressKey("p" + i + "@dept.example"),
                    new Observation.Accepted(new AccountId(1), new MessageId(i), AT.minusSeconds(60)))));
            lines.write('\n');
        }
        return file(
                Form.SEEN,
                "sent.jsonl",
                List.of(lines.toString(StandardCharsets.UTF_8).strip()));
    }

    @SuppressWarnings("try") // an interrupt ends the test
    private void run(DataStream<Raw> raw) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), HexFormat.of().formatHex(KEY));
        ArrayList<ReadSettings.KeyFile> keys = new ArrayList<>(List.of(new ReadSettings.KeyFile(0, 0, key.toString())));
        ReadSettings reading = new ReadSettings(new LinkedHashMap<>(), Verdicts.AS_TOLD, Belief.PROVEN, keys);
        environment.setParallelism(1);
        try (CloseableIterator<Told> all = BounceJob.assemble(
                        raw, reading, FoldSettings.standardSettings().upTo(AT.plusSeconds(60)), "")
                .executeAndCollect()) {
            while (all.hasNext()) {
                Told told = all.next();
                JsonNode value = JSON.readTree(told.value());
                if (told.output() == Output.MESSAGES) {
                    messages.put(
                            value.path("message").asText(),
                            value.path("status").asText() + " "
                                    + value.path("verdict").path("reason").asText());
                } else if (told.output() == Output.DEAD) {
                    dead.add(value.path("why").asText());
                }
            }
        }
    }

    @Test
    void linesOfPostfixAreTiedTogetherByServerAndQueueId() throws Exception {
        run(sent(4).union(file(
                Form.POSTFIX,
                "mail.log",
                List.of(
                        postfix("mx1", "smtpd", "connect from unknown[192.0.2.9]"),
                        postfix("mx1", "qmgr", "4bKq3: from=<" + sender(1) + ">, size=1, nrcpt=1 (queue active)"),
                        // The same id in the queue of another server, of a message of somebody else.
                        postfix("mx2", "qmgr", "4bKq3: from=<x@else.example>, size=1, nrcpt=1 (queue active)"),
                        postfix(
                                "mx2",
                                "smtp",
                                "4bKq3: to=<p1@dept.example>, relay=x[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)"),
                        postfix(
                                "mx1",
                                "smtp",
                                "4bKq3: to=<p1@dept.example>, relay=x[192.0.2.1]:25, dsn=5.1.1, status=bounced "
                                        + GONE),
                        postfix("mx1", "qmgr", "4bKq3: removed"),
                        // An answer that comes before its sender.
                        postfix(
                                "mx1",
                                "smtp",
                                "4bKq4: to=<p2@dept.example>, relay=x[192.0.2.1]:25, dsn=2.0.0, status=sent (250 ok)"),
                        postfix("mx1", "qmgr", "4bKq4: from=<" + sender(2) + ">, size=1, nrcpt=1 (queue active)"),
                        // One that waits too long: the queue manager names nobody.
                        postfix("mx1", "qmgr", "4bKq5: from=<" + sender(3) + ">, size=1, nrcpt=1 (queue active)"),
                        postfix(
                                "mx1",
                                "smtp",
                                "4bKq5: to=<p3@dept.example>, relay=none, dsn=4.4.1, status=deferred (connect to"
                                        + " x[192.0.2.1]:25: Connection timed out)"),
                        postfix("mx1", "qmgr", "4bKq5: from=<" + sender(3) + ">, status=expired, returned to sender"),
                        "no line of a log"))));

        assertEquals(List.of("1", "2", "3", "4"), List.copyOf(messages.keySet()));
        assertEquals("BOUNCED UNKNOWN_USER", messages.get("1"));
        assertEquals("DELIVERED ", messages.get("2"));
        assertEquals("BOUNCED TEMPORARY", messages.get("3"));
        assertEquals("QUEUED ", messages.get("4"));
        assertEquals(List.of("UNREADABLE"), dead);
    }

    @Test
    void theFirstLineOfAFileOfPowerMtaNamesItsColumns() throws Exception {
        run(sent(2).union(file(
                Form.POWERMTA,
                "acct.csv",
                List.of(
                        "type,timeLogged,orig,rcpt,dsnStatus,dsnDiag",
                        "b,2026-11-30 00:12:01+0000," + sender(1)
                                + ",p1@dept.example,5.1.1 (bad),\"smtp;550 5.1.1 User unknown\"",
                        "d,2026-11-30 00:12:01+0000," + sender(2) + ",p2@dept.example,2.0.0 (ok),smtp;250 ok",
                        "d,2026-11-30 00:12:01+0000,x@else.example,p2@dept.example,2.0.0 (ok),smtp;250 ok",
                        "d,only"))));

        assertEquals(Map.of("1", "BOUNCED UNKNOWN_USER", "2", "DELIVERED "), messages);
        assertEquals(List.of("UNREADABLE"), dead);
    }

    @Test
    void whatProvidersPostCountsAsItsWebhooksDo() throws Exception {
        String token =
                sender(1).substring(ReturnPathSigner.PREFIX.length(), sender(1).indexOf('@'));
        run(sent(1).union(file(
                Form.PROVIDER,
                "events.jsonl",
                List.of(
                        "{\"RecordType\":\"Bounce\",\"Type\":\"HardBounce\",\"ID\":1,\"Email\":\"p1@dept.example\","
                                + "\"Metadata\":{\"rebound\":\"" + token
                                + "\"},\"Details\":\"550 5.1.1 User unknown\"}",
                        "[{\"event\":\"delivered\",\"email\":\"p1@dept.example\",\"sg_event_id\":\"1\"}]",
                        "{\"neither\":1}"))));

        assertEquals(Map.of("1", "BOUNCED UNKNOWN_USER"), messages);
        assertEquals(List.of("UNREADABLE"), dead);
    }
}
