package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.warmup.WarmUpPlan;
import dev.rebound.server.config.SendingSettings.PoolAddress;
import dev.rebound.server.config.SendingSettings.PoolUse;
import dev.rebound.transport.dkim.DkimKeyName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said about the domains that write. */
class SendingKeysTest {

    @TempDir
    private Path folder;

    private SendingSettings read(String toml) throws IOException {
        return Configuration.read(Optional.of(Files.writeString(folder.resolve("rebound.toml"), toml)), Map.of())
                .delivery()
                .sending();
    }

    private void refused(String toml, String problem) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> read(toml));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
    }

    @Test
    void keysAreNamedAsInDns() throws IOException {
        assertEquals(
                List.of(new DkimKeyName("s1", "here.example"), new DkimKeyName("s2", "here.example")),
                read("[sending]\ndkim-keys = [\"s1._domainkey.here.example\", \"s2._domainkey.Here.example\"]\n")
                        .dkimKeys());
        refused("[sending]\ndkim-keys = [\"here.example\"]\n", "selector._domainkey.domain");
    }

    @Test
    void poolsHaveAddressesAndDomainsHavePools() throws IOException {
        SendingSettings sending = read("""
                [sending]
                pools = ["news 192.0.2.1 mail1.here.example", "news 2001:db8::1", "people 192.0.2.2"]
                pool-for = ["News.here.example news", "* people"]
                """);
        assertEquals(
                List.of(
                        new PoolAddress("news", InetAddress.ofLiteral("192.0.2.1"), Optional.of("mail1.here.example")),
                        new PoolAddress("news", InetAddress.ofLiteral("2001:db8::1"), Optional.empty()),
                        new PoolAddress("people", InetAddress.ofLiteral("192.0.2.2"), Optional.empty())),
                sending.pools());
        assertEquals(List.of(new PoolUse("news.here.example", "news"), new PoolUse("*", "people")), sending.poolFor());
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        refused("[sending]\npools = [\"news mail1.here.example\"]\n", "sending.pools");
        refused("[sending]\npools = [\"news\"]\n", "sending.pools");
        refused("[sending]\npool-for = [\"here.example\"]\n", "sending.pool-for");
        String pool = "[sending]\npools = [\"news 192.0.2.1\"]\n";
        refused(pool + "pool-for = [\"here.example newz\"]\n", "did you mean news?");
        refused(pool + "pool-for = [\"here.example news\", \"here.example news\"]\n", "twice");
    }

    @Test
    void newAddressesAreWarmedUpFromTheirFirstDayOn() throws IOException {
        WarmUpPlan plan = read("""
                [sending]
                pools = ["news 192.0.2.1", "news 2001:db8::1"]
                warm-up = ["192.0.2.1 2026-11-24", "2001:db8::1 2026-11-25"]
                warm-up-steps = ["Google.com 10 20", "* 5 10 20"]
                warm-up-spill = true
                """).warmUp().plan(ZoneOffset.UTC);

        assertEquals(
                Map.of("192.0.2.1", LocalDate.of(2026, 11, 24), "2001:db8:0:0:0:0:0:1", LocalDate.of(2026, 11, 25)),
                plan.starts());
        assertEquals(OptionalInt.of(20), plan.schedule().allowance("google.com", 2));
        assertEquals(OptionalInt.empty(), plan.schedule().allowance("google.com", 3));
        assertEquals(OptionalInt.of(20), plan.schedule().allowance("elsewhere.example", 3));
        assertEquals(OptionalInt.of(25), plan.schedule().allowance("qq.com", 1));
        assertTrue(plan.spills());
        assertFalse(read("").warmUp().plan(ZoneOffset.UTC).spills());
    }

    @Test
    void aWarmUpThatMakesNoSenseIsRefused() {
        String pool = "[sending]\npools = [\"news 192.0.2.1\"]\n";
        refused(pool + "warm-up = [\"192.0.2.9 2026-11-24\"]\n", "no pool of sending.pools has the address 192.0.2.9");
        refused(pool + "warm-up = [\"192.0.2.1 2026-11-24\", \"192.0.2.1 2026-11-25\"]\n", "twice");
        refused(pool + "warm-up = [\"192.0.2.1 tomorrow\"]\n", "2026-11-24");
        refused(pool + "warm-up = [\"192.0.2.1\"]\n", "first day");
        refused(pool + "warm-up-steps = [\"google.com\"]\n", "numbers of messages");
        refused(pool + "warm-up-steps = [\"google.com 0\"]\n", "numbers of messages");
        refused(pool + "warm-up-steps = [\"google.com 1\", \"google.com 2\"]\n", "twice");
    }
}
