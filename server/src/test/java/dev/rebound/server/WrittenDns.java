package dev.rebound.server;

import dev.rebound.engine.domain.DomainCheck;
import dev.rebound.engine.domain.DomainRecords;
import dev.rebound.engine.domain.SendingSetup;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * DNS as a test writes it: {@code good.example} has everything, {@code hostile.example} has records that somebody put there to harm us, all others
 * have nothing. How DNS is really asked is tested in {@code transport}.
 */
final class WrittenDns implements DomainRecords {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");
    private static final SendingSetup.Key KEY =
            new SendingSetup.Key("good.example", "s1._domainkey.good.example", "v=DKIM1; k=rsa; p=AAAABBBB");

    private WrittenDns() {}

    static DomainCheck check() {
        return new DomainCheck(
                new WrittenDns(),
                new SendingSetup(
                        List.of(KEY),
                        "bounces.sender.example",
                        "mail.sender.example",
                        List.of(new SendingSetup.Source(ADDRESS, "mail.sender.example")),
                        Optional.empty()));
    }

    @Override
    public Answer<String> texts(String name) {
        return switch (name) {
            case "s1._domainkey.good.example" -> new Answer.Found<>(List.of(KEY.record()));
            case "bounces.sender.example" -> new Answer.Found<>(List.of("v=spf1 ip4:192.0.2.7 -all"));
            case "_dmarc.good.example" -> new Answer.Found<>(List.of("v=DMARC1; p=reject"));
            case "_dmarc.hostile.example" ->
                new Answer.Found<>(List.of("v=DMARC1; p=\"><script>alert(1)</script>\u202e; rua=x"));
            default -> new Answer.None<>();
        };
    }

    @Override
    public Answer<String> mailHosts(String domain) {
        return domain.equals("good.example") || domain.equals("bounces.sender.example")
                ? new Answer.Found<>(List.of("mx." + domain))
                : new Answer.None<>();
    }

    @Override
    public Answer<String> namesOf(InetAddress address) {
        return new Answer.Found<>(List.of("mail.sender.example"));
    }

    @Override
    public SpfResult spf(InetAddress from, String domain, String helloName) {
        return SpfResult.PASS;
    }
}
