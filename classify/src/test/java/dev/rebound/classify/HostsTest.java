package dev.rebound.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose server a name is, by the domain it stands in. */
class HostsTest {

    private static final Hosts HOSTS = new Hosts(Map.of("big.example", 1, "mail.big.example", 2, "example.net", 3));

    @ParameterizedTest
    @CsvSource({
        "big.example, 1",
        "mx1.big.example, 1",
        "mail.big.example, 2",
        "a.b.mail.big.example, 2",
        "mx.example.net, 3",
        "notbig.example, -1",
        "big.example.org, -1",
        "example, -1",
        "'', -1",
        "., -1",
        "..big.example, 1",
    })
    void theLongestDomainKnownDecides(String host, int pack) {
        assertEquals(pack, HOSTS.packOf(host));
    }

    @Test
    void eachOfManyDomainsIsFound() {
        Map<String, Integer> packs = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            packs.put("d" + i + ".example", i);
        }
        Hosts hosts = new Hosts(packs);

        packs.forEach((domain, pack) -> assertEquals(pack, hosts.packOf("mx." + domain)));
        assertEquals(-1, hosts.packOf("mx.d1000.example"));
    }

    @Test
    void withoutDomainsNobodyIsKnown() {
        assertEquals(-1, new Hosts(Map.of()).packOf("mx.big.example"));
    }
}
