package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every quarantine promises. */
abstract class QuarantineContract extends PortContract {

    private static ReturnedMail mail(byte[] content) {
        return new ReturnedMail("", List.of("b+x@bounce.example", "a,\"b\"@y"), content, "192.0.2.1", World.NOON);
    }

    private void keep(ReturnedMail mail, QuarantineReason why) {
        ports.quarantine().keep(mail, why).join();
    }

    @Test
    void mailIsReadBackByteForByte() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        keep(mail(content), QuarantineReason.NO_TOKEN);
        QuarantinedMail line = ports.quarantine().page(Optional.empty(), 10).getFirst();

        ReturnedMail read = ports.quarantine().find(line.id()).orElseThrow();

        assertEquals(
                new QuarantinedMail(line.id(), World.NOON, QuarantineReason.NO_TOKEN, "192.0.2.1", "", 100_000), line);
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

        List<QuarantinedMail> first = ports.quarantine().page(Optional.empty(), 2);
        List<QuarantinedMail> second =
                ports.quarantine().page(Optional.of(first.getLast().id()), 2);

        assertEquals(2, first.size());
        assertEquals(1, second.size());
        assertEquals(3, ports.quarantine().count());
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
