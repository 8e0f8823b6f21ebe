package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.submission.SubmissionRules;
import dev.rebound.server.config.SubmissionSettings.Listen;
import dev.rebound.transport.server.SubmissionServer.LoginInClear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said about programs that hand mail over. */
class SubmissionKeysTest {

    @TempDir
    private Path folder;

    private SubmissionSettings read(String toml) throws IOException {
        return Configuration.read(Optional.of(Files.writeString(folder.resolve("rebound.toml"), toml)), Map.of())
                .submission();
    }

    private void refused(String line, String problem) {
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> read("[submission]\n" + line + "\n"));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
    }

    @Test
    void noneIsTakenUntilAPlaceToListenIsNamed() {
        SubmissionSettings settings = Configuration.defaults().submission();

        assertEquals(Optional.empty(), settings.listen());
        assertEquals(LoginInClear.NEVER, settings.loginInClear());
        assertEquals(SubmissionRules.STANDARD, settings.rules());
    }

    @Test
    void everySettingArrives() throws IOException {
        SubmissionSettings settings = read("""
            [submission]
            listen = "[::1]:587"
            message-octets-max = 200000
            connections-max = 3
            connections-per-peer-max = 2
            messages-per-minute-max = 5
            login-in-clear = "loopback"
            suppressed = "record"
            from-domains = ["1 Shop.example", "1 other.example", "2 b\u00fccher.example"]
            kept-for = "2d"
            tls-certificate = "/etc/c.pem"
            tls-key = "/etc/k.pem"
            """);

        assertEquals(Optional.of(new Listen("::1", 587)), settings.listen());
        assertEquals(200_000, settings.messageOctetsMax());
        assertEquals(3, settings.connectionsMax());
        assertEquals(2, settings.connectionsPerPeerMax());
        assertEquals(5, settings.messagesPerMinuteMax());
        assertEquals(LoginInClear.LOOPBACK, settings.loginInClear());
        assertEquals(
                new SubmissionRules(
                        SubmissionRules.Refused.RECORD,
                        Map.of(
                                new AccountId(1),
                                List.of("shop.example", "other.example"),
                                new AccountId(2),
                                List.of("xn--bcher-kva.example"))),
                settings.rules());
        assertEquals(Duration.ofDays(2), settings.keptFor());
        assertEquals(Optional.of(new IntakeSettings.Tls(Path.of("/etc/c.pem"), Path.of("/etc/k.pem"))), settings.tls());
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        refused("listen = \"587\"", "expected host:port");
        refused("listen = \"localhost:99999\"", "expected host:port");
        refused("from-domains = [\"example.com\"]", "expected an account's number and a domain");
        refused("tls-key = \"/etc/k.pem\"", "submission.tls-certificate and submission.tls-key belong together");
    }
}
