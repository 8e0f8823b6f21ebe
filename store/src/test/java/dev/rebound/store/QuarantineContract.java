package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine.PeerCount;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every quarantine promises. */
abstract class QuarantineContract extends PortContract {

    private static ReturnedMail mail(byte[] content) {
        return new ReturnedMail("", List.of("b+x@bounce.example", "a,\"b\"@y"), content, "192.0.2.1", World.NOON);
    }

    private void keep(ReturnedMail mail, QuarantineReason why) {
        ports.quarantine().keep(mail, why, EvidenceGrade.UNPROVEN).join();
    }

    @Test
    void mailIsReadBackByteForByte() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        keep(mail(content), QuarantineReason.NO_TOKEN);
        QuarantinedMail line = ports.quarantine()
                .page(QuarantineFilter.ALL, Optional.empty(), 10)
                .getFirst();

        ReturnedMail read = ports.quarantine().find(line.id()).orElseThrow();

        assertEquals(
                new QuarantinedMail(
                        line.id(),
                        World.NOON,
                        QuarantineReason.NO_TOKEN,
                        EvidenceGrade.UNPROVEN,
                        "192.0.2.1",
                        "",
                        100_000),
                line);
        assertArrayEquals(content, read.content());
        assertEquals(List.of("b+x@bounce.example", "a,\"b\"@y"), read.envelopeRecipients());
        assertEquals(World.NOON, read.receivedAt());
        assertEquals(Optional.empty(), ports.quarantine().find(line.id() + 1));
    }

    @Test
    void theSameContentIsKeptOnce() {
        keep(mail(new byte[] {1, 2, 3}), QuarantineReason.NO_TOKEN);
        keep(mail(new byte[] {1, 2, 3}), QuarantineReason.EXPIRED_TOKEN);
        keep(mail(new byte[] {}), QuarantineReason.NO_TOKEN);

        assertEquals(2, ports.quarantine().count());
    }

    @Test
    void pagesComeNewestFirst() {
        for (byte i = 0; i < 3; i++) {
            keep(mail(new byte[] {i}), QuarantineReason.OTHER_RECIPIENT);
        }

        List<QuarantinedMail> first = ports.quarantine().page(QuarantineFilter.ALL, Optional.empty(), 2);
        List<QuarantinedMail> second = ports.quarantine()
                .page(QuarantineFilter.ALL, Optional.of(first.getLast().id()), 2);

        assertEquals(2, first.size());
        assertEquals(1, second.size());
        assertEquals(3, ports.quarantine().count());
    }

    private void keepFrom(String peer, String sender, QuarantineReason why, int seconds) {
        byte[] content = (peer + sender + why + seconds).getBytes(StandardCharsets.US_ASCII);
        keep(
                new ReturnedMail(sender, List.of("b+x@bounce.example"), content, peer, World.NOON.plusSeconds(seconds)),
                why);
    }

    private List<String> found(String search, Optional<QuarantineReason> why, Optional<String> peer) {
        QuarantineFilter filter = new QuarantineFilter(search, why, Optional.empty(), peer);
        List<String> senders = ports.quarantine().page(filter, Optional.empty(), 10).stream()
                .map(QuarantinedMail::envelopeFrom)
                .toList();
        assertEquals(senders.size(), ports.quarantine().count(filter));
        return senders;
    }

    @Test
    void itIsCountedByReasonAndByWhoSentIt() {
        keepFrom("192.0.2.1", "a@x.example", QuarantineReason.NO_TOKEN, 1);
        keepFrom("192.0.2.1", "b@x.example", QuarantineReason.EXPIRED_TOKEN, 2);
        keepFrom("192.0.2.9", "c@x.example", QuarantineReason.NO_TOKEN, 3);

        assertEquals(
                Map.of(QuarantineReason.NO_TOKEN, 2L, QuarantineReason.EXPIRED_TOKEN, 1L),
                ports.quarantine().countsByReason());
        assertEquals(
                List.of(
                        new PeerCount("192.0.2.1", 2, World.NOON.plusSeconds(2)),
                        new PeerCount("192.0.2.9", 1, World.NOON.plusSeconds(3))),
                ports.quarantine().countsByPeer(5));
        assertEquals(1, ports.quarantine().countsByPeer(1).size());
    }

    @Test
    void itIsCountedAndFoundByGrade() {
        keepFrom("192.0.2.1", "a@x.example", QuarantineReason.NO_TOKEN, 1);
        byte[] content = "quotes a message of ours".getBytes(StandardCharsets.US_ASCII);
        ReturnedMail quoting =
                new ReturnedMail("q@x.example", List.of("postmaster@b.example"), content, "192.0.2.2", World.NOON);
        ports.quarantine()
                .keep(quoting, QuarantineReason.NO_TOKEN, EvidenceGrade.PLAUSIBLE)
                .join();
        QuarantineFilter plausible =
                new QuarantineFilter("", Optional.empty(), Optional.of(EvidenceGrade.PLAUSIBLE), Optional.empty());

        assertEquals(
                Map.of(EvidenceGrade.PLAUSIBLE, 1L, EvidenceGrade.UNPROVEN, 1L),
                ports.quarantine().countsByGrade());
        assertEquals(1, ports.quarantine().count(plausible));
        QuarantinedMail found =
                ports.quarantine().page(plausible, Optional.empty(), 10).getFirst();
        assertEquals("q@x.example", found.envelopeFrom());
        assertEquals(EvidenceGrade.PLAUSIBLE, found.grade());
    }

    @Test
    void itIsFoundByReasonPeerAndPartsOfItsEnvelope() {
        keepFrom("192.0.2.1", "Ann@x.example", QuarantineReason.NO_TOKEN, 1);
        keepFrom("192.0.2.1", "bob@x.example", QuarantineReason.EXPIRED_TOKEN, 2);
        keepFrom("192.0.2.9", "c_d%@x.example", QuarantineReason.NO_TOKEN, 3);

        assertEquals(List.of("Ann@x.example"), found("ann@", Optional.empty(), Optional.empty()));
        assertEquals(List.of("c_d%@x.example"), found("_d%", Optional.empty(), Optional.empty()));
        assertEquals(
                3, found("bounce.example", Optional.empty(), Optional.empty()).size());
        assertEquals(
                List.of("c_d%@x.example", "Ann@x.example"),
                found("", Optional.of(QuarantineReason.NO_TOKEN), Optional.empty()));
        assertEquals(List.of("bob@x.example", "Ann@x.example"), found("", Optional.empty(), Optional.of("192.0.2.1")));
        assertEquals(List.of(), found("' or 1=1", Optional.empty(), Optional.empty()));
    }

    @Test
    void whatWasKeptLongEnoughIsForgottenOldestFirst() {
        for (int i = 0; i < 5; i++) {
            ReturnedMail mail = new ReturnedMail(
                    "", List.of("b+x@bounce.example"), new byte[] {(byte) i}, "192.0.2.1", World.NOON.plusSeconds(i));
            keep(mail, QuarantineReason.NO_TOKEN);
        }

        assertEquals(2, ports.quarantine().forgetBefore(World.NOON.plusSeconds(3), 2));
        assertEquals(1, ports.quarantine().forgetBefore(World.NOON.plusSeconds(3), 2));
        assertEquals(0, ports.quarantine().forgetBefore(World.NOON.plusSeconds(3), 2));
        assertEquals(2, ports.quarantine().count());
    }
}
