package dev.rebound.engine.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.node.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTellingTest {

    private static final int EVENTS = 4_500;

    private final List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private static Happened happened(long number) {
        String by = number % 10 == 0 ? KnowledgeTaking.BY : "ann";
        return new Happened(
                number,
                new LedgerEvent.Unbounced(
                        new AddressKey("a@x.example"), new AccountId(1), Instant.EPOCH.plusSeconds(number), by, "why"),
                Optional.empty(),
                Optional.empty());
    }

    /** A ledger of numbered events. */
    private final class Tail implements LedgerTail {

        private final AtomicLong told = new AtomicLong();

        @Override
        public long told() {
            return told.get();
        }

        @Override
        public long last() {
            return EVENTS;
        }

        @Override
        public void told(long number) {
            told.set(number);
            if (number == EVENTS) {
                done.countDown();
            }
        }

        @Override
        public Stretch after(long number, int limit) {
            long end = Math.min(EVENTS, number + limit);
            return new Stretch(
                    LongStream.rangeClosed(number + 1, end)
                            .mapToObj(LedgerTellingTest::happened)
                            .toList(),
                    end);
        }
    }

    /** The first that is opened fails after some have been kept. */
    private Outlet outlet() {
        return new Outlet() {

            private final boolean fails = opened.incrementAndGet() == 1;

            @Override
            public void tell(List<Happened> events) {
                int kept = fails ? events.size() / 2 : events.size();
                events.subList(0, kept).forEach(event -> heard.add(event.number()));
                if (fails) {
                    throw new SharingException("no answer", new IllegalStateException());
                }
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void everythingOfOursIsToldInOrderAndWhatFailedIsToldAgain() throws InterruptedException {
        try (LedgerTelling telling = LedgerTelling.start(new Tail(), this::outlet, Lease.SOLE)) {
            assertTrue(done.await(30, TimeUnit.SECONDS), telling::toString);
        }

        List<Long> once = heard.stream().distinct().toList();
        assertEquals(
                LongStream.rangeClosed(1, EVENTS)
                        .filter(number -> number % 10 != 0)
                        .boxed()
                        .toList(),
                once);
        assertTrue(heard.size() > once.size(), "the half that was kept is told again");
        assertEquals(opened.get(), closed.get());
    }
}
