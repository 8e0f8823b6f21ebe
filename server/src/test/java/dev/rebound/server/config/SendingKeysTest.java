package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.config.SendingSettings.PoolAddress;
import dev.rebound.server.config.SendingSettings.PoolUse;
import dev.rebound.transport.dkim.DkimKeyName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
}
