package dev.rebound.engine.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.Observation;
import dev.rebound.engine.inbox.Inbox.Condition;
import dev.rebound.engine.inbox.Inbox.Figures;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.InboxReading.Seen;
import dev.rebound.engine.inbox.Mailboxes.Heading;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.parse.report.MessageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Labelled samples of reports, each rewritten to be about a one-to-one email of ours: every one is matched to its email, and nothing that is no
 * report is taken for one. Skipped where the samples are not.
 */
final class DetectionTest {

    private static final Path CORPUS =
            Path.of(System.getProperty("rebound.root", "..")).resolve("../shared/corpus");
    private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]+)\"");
    private static final Pattern KIND = Pattern.compile("\"kind\": \"([^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("\"address\": \"([^\"]+)\"");
    private static final Pattern ORIGINAL = Pattern.compile("\"originalMessageId\": \"<?([^\">]+)>?\"");
    private static final EmailAddress SAM =
            EmailAddress.parse("sam@here.example").orElseThrow();
    private static final double MUST_REACH = 0.99;

    private final KeptInMemory kept = new KeptInMemory();
    private final WorldClock clock = WorldClock.system();
    private final InboxReading reading = new InboxReading(
            new InboxReading.Parts(
                    kept,
                    kept,
                    diagnostic -> new Verdict(
                            BounceType.HARD,
                            Reason.UNKNOWN_USER,
                            Fault.RECIPIENT,
                            Confidence.HIGH,
                            new RuleId("test"),
                            "1",
                            List.of(),
                            Optional.empty())),
            clock);
    private final SecureRandom random = new SecureRandom();

    private final Inbox inbox = new Inbox(
            new InboxId(1),
            new AccountId(1),
            "sam",
            SAM,
            "",
            new MailServers(
                    new MailEndpoint("x", 993, MailEndpoint.Protection.TLS),
                    new MailEndpoint("x", 465, MailEndpoint.Protection.TLS)),
            new Condition(InboxState.CONNECTED, clock.instant(), Optional.empty(), Optional.empty()),
            Figures.NONE,
            clock.instant());

    private record Sample(String file, String kind, Optional<String> address, Optional<String> original) {}

    private static Optional<String> in(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<Sample> samples() throws IOException {
        Path labels = CORPUS.resolve("messages.labels.jsonl");
        assumeTrue(Files.exists(labels), "the labelled samples are not at " + CORPUS);
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(labels)) {
            samples.add(new Sample(
                    in(FILE, line).orElseThrow(), in(KIND, line).orElseThrow(), in(ADDRESS, line), in(ORIGINAL, line)));
        }
        return samples;
    }

    private Seen take(byte[] content) throws Exception {
        return reading.take(inbox, new Heading(1, content.length, headerOf(content)), () -> Optional.of(content));
    }

    /** Up to the first empty line, whatever the line ends. */
    private static byte[] headerOf(byte[] content) {
        for (int i = 0; i + 1 < content.length; i++) {
            boolean two = content[i] == '\n' && content[i + 1] == '\n';
            boolean four = content[i] == '\n' && content[i + 1] == '\r';
            if (two || four) {
                return Arrays.copyOf(content, i + 1);
            }
        }
        return content;
    }

    @Test
    void reportsAreMatchedToTheirEmailsAndNothingElseIsTakenForOne() throws Exception {
        int reports = 0;
        List<String> missed = new ArrayList<>();
        List<String> mistaken = new ArrayList<>();
        for (Sample sample : samples()) {
            byte[] content = Files.readAllBytes(CORPUS.resolve("messages").resolve(sample.file()));
            boolean isReport = sample.kind().equals("BOUNCE") || sample.kind().equals("DELAY");
            Optional<EmailAddress> recipient = sample.address().flatMap(EmailAddress::parse);
            if (isReport && (recipient.isPresent() || sample.original().isPresent())) {
                reports++;
                if (!isMatched(sample, recipient, content)) {
                    missed.add(sample.file());
                }
            } else if (!isReport && sample.kind().matches("OTHER_MAIL|AUTO_REPLY")) {
                if (take(content) == Seen.REPORT) {
                    mistaken.add(sample.file());
                }
            }
        }
        double share = 1.0 - (double) missed.size() / reports;
        System.out.printf(
                "reports matched to their one-to-one email: %d of %d (%.1f %%), missed %s%n",
                reports - missed.size(), reports, share * 100, missed);
        assertEquals(List.of(), mistaken);
        assertTrue(share >= MUST_REACH, missed.toString());
    }

    private boolean isMatched(Sample sample, Optional<EmailAddress> recipient, byte[] content) throws Exception {
        OneToOneToken token = OneToOneToken.random(random);
        String subject = new MessageReader().read(content).original().subject().orElse("Lunch?");
        OneToOneId id = kept.begin(
                new NewOneToOne(
                        new AccountId(1),
                        inbox.id(),
                        Optional.empty(),
                        recipient.orElseGet(() ->
                                EmailAddress.parse("somebody@there.example").orElseThrow()),
                        subject,
                        token,
                        token.messageIdFrom(SAM)),
                clock.instant());
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String about = sample.original()
                .map(original -> text.replace(original, token.value() + "@here.example"))
                .orElse(text);
        int before = kept.observed.size();
        Seen seen = take(about.getBytes(StandardCharsets.ISO_8859_1));
        return seen == Seen.REPORT
                && kept.observed.size() == before + 1
                && about(kept.observed.getLast()).equals(Optional.of(new MessageId(id.value())));
    }

    private static Optional<MessageId> about(Observation observation) {
        return observation instanceof Observation.PermanentFailure failure
                ? Optional.of(failure.message())
                : observation instanceof Observation.SideNote note ? Optional.of(note.message()) : Optional.empty();
    }
}
