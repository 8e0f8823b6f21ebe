package dev.rebound.engine.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.bounce.Verdict;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.intake.ReturnedMailDesk.RecipientCheck;
import dev.rebound.engine.memory.HandClock;
import dev.rebound.engine.memory.MemoryLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReturnDeskTest {

    private static final String DOMAIN = "bounce.shop.example";
    private static final AccountId ACCOUNT = new AccountId(1);

    private final HandClock clock = new HandClock();
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<QuarantineReason> quarantined = new ArrayList<>();
    private final List<EvidenceGrade> grades = new ArrayList<>();
    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[16]));
    private final ReturnDesk desk = new ReturnDesk(
            new ReturnDesk.Parts(ledger, ledger, new CountingQuarantine(), signer, ReturnDeskTest::judge),
            DOMAIN,
            clock);
    private final MessageId message = ledger.accept(1, 1, "ann@shop.example", clock.instant());
    private final String returnPath = returnPathOf(ACCOUNT, message);

    private final class CountingQuarantine implements Quarantine {
        @Override
        public CompletableFuture<Void> keep(ReturnedMail mail, QuarantineReason why, EvidenceGrade grade) {
            quarantined.add(why);
            grades.add(grade);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public List<QuarantinedMail> page(QuarantineFilter filter, Optional<Long> before, int limit) {
            return List.of();
        }

        @Override
        public long count(QuarantineFilter filter) {
            return quarantined.size();
        }

        @Override
        public Map<QuarantineReason, Long> countsByReason() {
            return quarantined.stream().collect(Collectors.groupingBy(why -> why, Collectors.counting()));
        }

        @Override
        public Map<EvidenceGrade, Long> countsByGrade() {
            return grades.stream().collect(Collectors.groupingBy(grade -> grade, Collectors.counting()));
        }

        @Override
        public List<PeerCount> countsByPeer(int limit) {
            return List.of();
        }

        @Override
        public Optional<ReturnedMail> find(long id) {
            return Optional.empty();
        }

        @Override
        public long count() {
            return quarantined.size();
        }

        @Override
        public int forgetBefore(Instant moment, int limit) {
            return 0;
        }
    }

    private static Verdict judge(Diagnostic diagnostic) {
        return new Verdict(
                BounceType.HARD,
                Reason.UNKNOWN_USER,
                Fault.RECIPIENT,
                Confidence.HIGH,
                new RuleId("test"),
                "1",
                List.of(),
                Optional.empty());
    }

    private String returnPathOf(AccountId account, MessageId of) {
        return signer.sign(account, of, clock.instant().plus(Duration.ofDays(30))) + "@" + DOMAIN;
    }

    private static String report(String action, String recipient) {
        return """
                From: Mail Delivery System <postmaster@mx.shop.example>
                To: sender
                Subject: Delivery report
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                A message for %2$s: %1$s.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.shop.example

                Final-Recipient: rfc822; %2$s
                Action: %1$s
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

                --b--
                """.formatted(action, recipient);
    }

    /** A report that was sent elsewhere, and quotes the message it is about. */
    private static String quoting(String messageId, String recipient) {
        return report("failed", recipient).replace("\n--b--\n", """

                --b
                Content-Type: text/rfc822-headers

                From: news@shop.example
                To: %s
                Message-ID: <%s>
                Subject: News

                --b--
                """.formatted(recipient, messageId));
    }

    private String ourMessageId() {
        return returnPath.substring(ReturnPathSigner.PREFIX.length());
    }

    private ReturnDesk believing() {
        return new ReturnDesk(
                new ReturnDesk.Parts(ledger, ledger, new CountingQuarantine(), signer, ReturnDeskTest::judge),
                DOMAIN,
                true,
                clock);
    }

    @Test
    void aReportThatLostTheReturnPathAndQuotesUsIsPlausibleAndChangesNothing() {
        take(quoting(ourMessageId(), "ann@shop.example"), "postmaster@" + DOMAIN);

        assertEquals(List.of(EvidenceGrade.PLAUSIBLE), grades);
        assertEquals(List.of(QuarantineReason.NO_TOKEN), quarantined);
        assertEquals(MessageStatus.QUEUED, status());
    }

    @Test
    void whoChoosesToBelievesAPlausibleReportOnce() {
        for (int i = 0; i < 2; i++) {
            take(believing(), quoting(ourMessageId(), "ann@shop.example"), "postmaster@" + DOMAIN);
        }

        assertEquals(List.of(), grades);
        assertEquals(MessageStatus.BOUNCED, status());
        assertTrue(isSuppressed());
        assertEquals(
                1,
                ledger.events().stream()
                        .filter(LedgerEvent.Bounced.class::isInstance)
                        .count());
    }

    @Test
    void whatIsUnprovenIsNeverBelieved() {
        String forged =
                (ourMessageId().startsWith("a") ? "b" : "a") + ourMessageId().substring(1);
        for (String content : List.of(
                report("failed", "ann@shop.example"),
                quoting(forged, "ann@shop.example"),
                quoting(ourMessageId(), "victim@other.example"),
                quoting(ourMessageId().replace(DOMAIN, "other.example"), "ann@shop.example"),
                quoting(returnPathOf(new AccountId(2), message).substring(2), "ann@shop.example"))) {
            take(believing(), content, "postmaster@" + DOMAIN);
        }
        clock.turn(Duration.ofDays(40));
        take(believing(), quoting(ourMessageId(), "ann@shop.example"), "postmaster@" + DOMAIN);
        take(believing(), quoting(ourMessageId(), "ann@shop.example"), returnPath);

        assertEquals(Map.of(EvidenceGrade.UNPROVEN, 7L), new CountingQuarantine().countsByGrade());
        assertEquals(MessageStatus.QUEUED, status());
    }

    @Test
    void aPlausibleDelayOrDeliveryDecidesNothing() {
        String delayed = quoting(ourMessageId(), "ann@shop.example").replace("Action: failed", "Action: delayed");

        take(believing(), delayed, "postmaster@" + DOMAIN);

        assertEquals(List.of(EvidenceGrade.PLAUSIBLE), grades);
        assertEquals(MessageStatus.QUEUED, status());
    }

    private void take(String content, String... recipients) {
        take(desk, content, recipients);
    }

    private void take(ReturnDesk at, String content, String... recipients) {
        at.take(new ReturnedMail(
                        "",
                        List.of(recipients),
                        content.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                        "192.0.2.1",
                        clock.instant()))
                .join();
    }

    private MessageStatus status() {
        return ledger.message(message).status();
    }

    private boolean isSuppressed() {
        return ledger.state(new AddressKey("ann@shop.example"))
                .suppression(ACCOUNT)
                .isPresent();
    }

    @Test
    void aReportWithItsTokenBouncesTheMessage() {
        take(report("failed", "ann@shop.example"), returnPath);

        assertEquals(MessageStatus.BOUNCED, status());
        assertTrue(isSuppressed());
    }

    @Test
    void theSameReportAHundredTimesHasOneEffect() {
        for (int i = 0; i < 100; i++) {
            take(report("failed", "ann@shop.example"), returnPath);
        }

        assertEquals(
                1,
                ledger.events().stream()
                        .filter(LedgerEvent.Bounced.class::isInstance)
                        .count());
    }

    @Test
    void aReportAboutSomebodyElseIsQuarantined() {
        take(report("failed", "victim@other.example"), returnPath);

        assertEquals(List.of(QuarantineReason.OTHER_RECIPIENT), quarantined);
        assertEquals(MessageStatus.QUEUED, status());
    }

    @Test
    void aTokenOfAnotherAccountIsQuarantined() {
        take(report("failed", "ann@shop.example"), returnPathOf(new AccountId(2), message));

        assertEquals(List.of(QuarantineReason.NO_SUCH_MESSAGE), quarantined);
        assertEquals(MessageStatus.QUEUED, status());
    }

    @Test
    void anExpiredTokenIsQuarantined() {
        clock.turn(Duration.ofDays(40));
        take(report("failed", "ann@shop.example"), returnPath);

        assertEquals(List.of(QuarantineReason.EXPIRED_TOKEN), quarantined);
    }

    @Test
    void aForgedTokenIsQuarantined() {
        take(report("failed", "ann@shop.example"), "b+" + "a".repeat(42) + "@" + DOMAIN);

        assertEquals(List.of(QuarantineReason.NO_TOKEN), quarantined);
    }

    @Test
    void aDelayNoticeIsNotedAndChangesNothing() {
        take(report("delayed", "ann@shop.example"), returnPath);

        assertEquals(MessageStatus.QUEUED, status());
        assertEquals(
                1,
                ledger.events().stream()
                        .filter(LedgerEvent.Noted.class::isInstance)
                        .count());
    }

    @Test
    void mailThatSaysNothingIsNoted() {
        take("Subject: hello\n\nHow are you?\n", returnPath);

        assertEquals(MessageStatus.QUEUED, status());
        assertEquals(
                1,
                ledger.events().stream()
                        .filter(LedgerEvent.Noted.class::isInstance)
                        .count());
    }

    @Test
    void noiseIsNotedAndNeverThrows() {
        take("\u0000\u0001\u0002", returnPath);
        take("", returnPath);

        assertEquals(
                2,
                ledger.events().stream()
                        .filter(LedgerEvent.Noted.class::isInstance)
                        .count());
    }

    @Test
    void whatCouldNotBeStoredIsNotAcknowledged() {
        ledger.failNext(1);

        assertThrows(CompletionException.class, () -> take(report("failed", "ann@shop.example"), returnPath));
    }

    @Test
    void onlyOurOwnUnexpiredReturnPathsAreTaken() {
        assertEquals(RecipientCheck.ACCEPTED, desk.check(returnPath));
        assertEquals(RecipientCheck.ACCEPTED, desk.check(returnPath.toUpperCase(Locale.ROOT)));
        assertEquals(RecipientCheck.ACCEPTED, desk.check("postmaster@" + DOMAIN));
        assertEquals(RecipientCheck.NOT_OUR_DOMAIN, desk.check("ann@shop.example"));
        assertEquals(RecipientCheck.NOT_OUR_DOMAIN, desk.check(""));
        assertEquals(RecipientCheck.UNKNOWN_OR_FORGED, desk.check("ann@" + DOMAIN));
        assertEquals(RecipientCheck.UNKNOWN_OR_FORGED, desk.check(returnPath.replace("b+", "b+a")));
        clock.turn(Duration.ofDays(40));
        assertEquals(RecipientCheck.EXPIRED, desk.check(returnPath));
    }
}
