package dev.rebound.transport.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PeerRatesTest {

    private final PeerRates rates = new PeerRates(60);

    private int admitted(String peer, int asked, long atSeconds) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += rates.admits(peer, TimeUnit.SECONDS.toNanos(atSeconds)) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void aMinutesWorthMayComeAtOnceAndThenOneASecond() {
        assertTrue(admitted("192.0.2.1", 100, 0) == 60);
        assertFalse(rates.admits("192.0.2.1", TimeUnit.MILLISECONDS.toNanos(999)));
        assertTrue(admitted("192.0.2.1", 10, 3) == 3);
    }

    @Test
    void onePeerDoesNotUseUpAnothersShare() {
        admitted("192.0.2.1", 100, 0);

        assertTrue(rates.admits("192.0.2.2", 0));
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOnePeer() {
        admitted("2001:db8:0:7:0:0:0:1", 100, 0);

        assertFalse(rates.admits("2001:db8:0:7:aa:bb:cc:dd", 0));
        assertTrue(rates.admits("2001:db8:0:8:0:0:0:1", 0));
    }

    @Test
    void aFloodFromManyAddressesForgetsTheLongestQuietOnly() {
        admitted("192.0.2.1", 100, 0);
        for (int i = 0; i < PeerRates.PEERS_MAX - 1; i++) {
            rates.admits("peer" + i, 0);
        }
        assertFalse(rates.admits("192.0.2.1", 0), "still remembered");
        for (int i = 0; i < PeerRates.PEERS_MAX; i++) {
            rates.admits("other" + i, 0);
        }
        assertTrue(rates.admits("192.0.2.1", 0), "forgotten");
    }
}
