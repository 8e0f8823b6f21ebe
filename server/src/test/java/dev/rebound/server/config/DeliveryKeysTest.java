package dev.rebound.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said about TLS and the smarthost. */
class DeliveryKeysTest {

    @TempDir
    private Path folder;

    private DeliverySettings read(String toml) throws IOException {
        return Configuration.read(Optional.of(Files.writeString(folder.resolve("rebound.toml"), toml)), Map.of())
                .delivery();
    }

    private void refused(String toml, String problem) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> read(toml));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused.getMessage());
    }

    @Test
    void aDomainGetsTheStrongestProtectionThatIsSaidOfIt() throws IOException {
        TlsSettings tls = read("""
                [delivery]
                tls = "off"
                tls-encrypted-for = ["Bank.example", "bücher.example"]
                tls-verified-for = ["partner.example"]
                mta-sts = false
                """).tls();
        assertEquals(TlsUse.OFF, tls.useFor("there.example"));
        assertEquals(TlsUse.ENCRYPTED, tls.useFor("bank.example"));
        assertEquals(TlsUse.ENCRYPTED, tls.useFor("xn--bcher-kva.example"));
        assertEquals(TlsUse.VERIFIED, tls.useFor("partner.example"));
        assertEquals(false, tls.mtaSts());
    }

    @Test
    void aDomainOnTheListIsNeverWeakenedByIt() throws IOException {
        TlsSettings tls = read("[delivery]\ntls = \"verified\"\ntls-encrypted-for = [\"bank.example\"]\n")
                .tls();
        assertEquals(TlsUse.VERIFIED, tls.useFor("bank.example"));
    }

    @Test
    void aLoginHasANameAndOneSecret() throws IOException {
        String relay = "[delivery]\nsmarthost = \"relay.example:587\"\n";
        SmarthostLogin login = read(relay
                        + "smarthost-user = \"tim\"\nsmarthost-password-file = \"/run/pw\"\n"
                        + "smarthost-login-unproven = true\n")
                .login();
        assertEquals(
                new SmarthostLogin(Optional.of("tim"), Optional.of(Path.of("/run/pw")), Optional.empty(), true), login);
        assertEquals(
                Optional.of(Path.of("/run/token")),
                read(relay + "smarthost-user = \"tim\"\nsmarthost-token-file = \"/run/token\"\n")
                        .login()
                        .tokenFile());
        refused(relay + "smarthost-user = \"tim\"\n", "needs either");
        refused(
                relay + "smarthost-user = \"tim\"\nsmarthost-password-file = \"a\"\nsmarthost-token-file = \"b\"\n",
                "needs either");
        refused(relay + "smarthost-password-file = \"a\"\n", "is missing");
        refused("[delivery]\nsmarthost-user = \"tim\"\nsmarthost-password-file = \"a\"\n", "no delivery.smarthost");
    }

    @Test
    void whatIsNoDomainIsRefused() {
        refused("[delivery]\ntls-verified-for = [\"not a domain\"]\n", "delivery.tls-verified-for");
        refused("[delivery]\ntls-verified-for = [\"there.example\", \"\"]\n", "delivery.tls-verified-for");
        refused("[delivery]\ntls = \"required\"\n", "one of off, opportunistic, encrypted, verified");
    }

    @Test
    void listsInTheEnvironmentAreSeparatedByCommas() {
        Configuration read = Configuration.read(
                Optional.empty(), Map.of("REBOUND_DELIVERY_TLS_VERIFIED_FOR", "a.example, b.example"));
        assertEquals(List.of("a.example", "b.example"), read.delivery().tls().verifiedFor());
    }
}
