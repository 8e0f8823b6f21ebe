package dev.rebound.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.email.BounceCause;
import dev.rebound.engine.email.EmailFigures.DomainFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.SendingHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store promises of how an account's emails fared over a time. */
abstract class SendingHistoryContract extends PortContract {

    private static final Duration DAY = Duration.ofDays(1);

    private SendingHistory history(AccountId account, int daysBack, int spans) {
        return ports.emails().history(account, World.NOON.minus(DAY.multipliedBy(daysBack)), DAY, spans);
    }

    @Test
    void everyMessageCountsInTheSpanInWhichItsEmailWasSent() {
        AccountId account = world.account();
        world.contact(account, "ann@example.org", "", "");
        world.contact(account, "bob@example.com", "", "");
        world.contact(account, "carl@example.com", "", "");
        EmailId email = world.sentToEverybody(account);
        MessageId ann = world.recipient(account, email, "ann@example.org").message();
        MessageId bob = world.recipient(account, email, "bob@example.com").message();
        world.bounce("ann@example.org", ann, Reason.UNKNOWN_USER, World.NOON.plus(DAY), "550 5.1.1 no");
        world.deliver("bob@example.com", bob, World.NOON.plus(DAY));

        SendingHistory history = history(account, 1, 3);

        assertEquals(
                List.of(0L, 3L, 0L),
                history.spans().stream().map(SendingHistory.Span::sent).toList());
        assertEquals(
                new SendingHistory.Span(World.NOON, 1, 1, 0, 1), history.spans().get(1));
        assertEquals(Map.of(Reason.UNKNOWN_USER, 1L), history.hardReasons());
        assertEquals(
                List.of(
                        new DomainFigures("example.com", 2, 1, 0, 0, 1),
                        new DomainFigures("example.org", 1, 0, 1, 0, 0)),
                history.recipients());
        assertEquals(List.of(new DomainFigures("acme.example", 3, 1, 1, 0, 1)), history.senders());
    }

    @Test
    void otherAccountsAndEarlierEmailsAreNotAmongThem() {
        AccountId account = world.account();
        AccountId other = world.account();
        world.contact(account, "ann@example.org", "", "");
        world.contact(other, "bob@example.org", "", "");
        world.sentToEverybody(account);
        world.sentToEverybody(other);

        assertEquals(
                1,
                history(account, 1, 3).spans().stream()
                        .mapToLong(SendingHistory.Span::sent)
                        .sum());
        assertEquals(
                0,
                history(account, -1, 3).spans().stream()
                        .mapToLong(SendingHistory.Span::sent)
                        .sum());
    }

    @Test
    void answersAreCountedByTheAddressThatTheMessageLeftFrom() {
        AccountId account = world.account();
        world.contacts(account, 3);
        EmailId email = world.sentToEverybody(account);
        MessageId one = world.recipient(account, email, "p1@example.org").message();
        MessageId two = world.recipient(account, email, "p2@example.org").message();
        MessageId three = world.recipient(account, email, "p3@example.org").message();
        world.leavingFrom("192.0.2.7");
        world.deliver("p1@example.org", one, World.NOON.plus(DAY));
        world.defer("p2@example.org", two, Reason.RECIPIENT_TEMPORARY, World.NOON.plus(DAY));
        world.deliver("p2@example.org", two, World.NOON.plus(DAY));
        world.leavingFrom("192.0.2.8");
        world.bounce("p3@example.org", three, Reason.UNKNOWN_USER, World.NOON.plus(DAY), "550 5.1.1 no");

        assertEquals(
                List.of(
                        new SendingHistory.AddressFigures("192.0.2.7", 2, 1, 0),
                        new SendingHistory.AddressFigures("192.0.2.8", 0, 0, 1)),
                history(account, 1, 3).addresses());
        assertEquals(List.of(), history(world.account(), 1, 3).addresses());
        assertEquals(List.of(), history(account, -2, 3).addresses());
    }

    @Test
    void mostBouncesOfAReasonAreSaidToComeFromOneDomain() {
        AccountId account = world.account();
        for (String address : List.of("a@there.example", "b@there.example", "c@here.example", "d@here.example")) {
            world.contact(account, address, "", "");
        }
        EmailId email = world.sentToEverybody(account);
        for (String address : List.of("a@there.example", "b@there.example", "c@here.example")) {
            MessageId message = world.recipient(account, email, address).message();
            world.bounce(address, message, Reason.POLICY, World.NOON.plus(DAY), "550 5.7.1 no");
        }
        MessageId last = world.recipient(account, email, "d@here.example").message();
        world.bounce("d@here.example", last, Reason.UNKNOWN_USER, World.NOON.plus(DAY), "550 5.1.1 no");

        List<BounceCause> causes = ports.emails().causes(account, email);

        assertEquals(2, causes.size());
        BounceCause policy = causes.stream()
                .filter(cause -> cause.reason() == Reason.POLICY)
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("there.example", 2L, 3L), List.of(policy.domain(), policy.number(), policy.looked()));
        assertEquals(List.of(), ports.emails().causes(world.account(), email));
    }
}
