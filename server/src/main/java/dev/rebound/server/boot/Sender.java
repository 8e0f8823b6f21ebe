package dev.rebound.server.boot;

import dev.rebound.engine.delivery.MailTransport;
import dev.rebound.server.config.SendingSettings;
import dev.rebound.server.config.SendingSettings.PoolAddress;
import dev.rebound.server.config.SendingSettings.PoolUse;
import dev.rebound.transport.dkim.DkimKey;
import dev.rebound.transport.dkim.DkimKeyException;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dkim.DkimSigner;
import dev.rebound.transport.dkim.SigningTransport;
import dev.rebound.transport.smtp.PoolsByDomain;
import dev.rebound.transport.smtp.SendingPool;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of the configuration what is particular to the domains that write. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private Sender() {}

    /**
     * Signs what goes through a transport, if there are keys.
     *
     * @throws BootException if a key that is configured cannot be used: mail must not go out unsigned
     */
    static MailTransport signing(
            MailTransport transport, SendingSettings settings, Path dataFolder, InstantSource clock) {
        if (settings.dkimKeys().isEmpty()) {
            return transport;
        }
        DkimKeyFolder folder = DkimKeyFolder.in(dataFolder);
        try {
            Set<DkimKey> keys =
                    settings.dkimKeys().stream().distinct().map(folder::read).collect(Collectors.toSet());
            DkimSigner signer = new DkimSigner(keys, clock);
            LOG.info("Messages are signed keys=\"{}\"", signer);
            return new SigningTransport(signer, transport);
        } catch (DkimKeyException e) {
            throw new BootException(String.valueOf(e.getMessage()), e);
        }
    }

    /** From which addresses mail leaves. */
    static SendingPool.Chooser pools(SendingSettings settings, String usualHelloName) {
        if (settings.poolFor().isEmpty()) {
            return SendingPool.Chooser.always(SendingPool.SYSTEM);
        }
        Map<String, List<PoolAddress>> addresses =
                settings.pools().stream().collect(Collectors.groupingBy(PoolAddress::pool));
        Map<String, SendingPool> pools = new HashMap<>();
        addresses.forEach((name, members) -> pools.put(name, pool(name, members, usualHelloName)));
        Map<String, SendingPool> byDomain = settings.poolFor().stream()
                .collect(Collectors.toMap(PoolUse::domain, use -> pools.getOrDefault(use.pool(), SendingPool.SYSTEM)));
        SendingPool otherwise = byDomain.getOrDefault(SendingSettings.ANY_DOMAIN, SendingPool.SYSTEM);
        return new PoolsByDomain(byDomain, otherwise);
    }

    private static SendingPool pool(String name, List<PoolAddress> members, String usualHelloName) {
        return new SendingPool(
                name,
                members.stream()
                        .map(member -> new SendingPool.Source(
                                member.address(), member.helloName().orElse(usualHelloName)))
                        .toList());
    }
}
