package dev.rebound.server.boot;

import dev.rebound.engine.domain.DomainCheck;
import dev.rebound.engine.domain.SendingSetup;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.config.DeliverySettings;
import dev.rebound.server.config.HostPort;
import dev.rebound.server.config.SendingSettings;
import dev.rebound.transport.dkim.DkimKey;
import dev.rebound.transport.dkim.DkimKeyException;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dns.DnsRecords;
import java.util.List;

/** Makes what looks up the records of sending domains, as the configuration says that we send. */
public final class DomainChecking {

    private DomainChecking() {}

    /**
     * For an installation, whether it runs or not.
     *
     * @param delivery the configuration's, or a rehearsal's own
     * @throws BootException if a key that is configured cannot be read
     */
    public static DomainCheck of(Configuration configuration, DeliverySettings delivery) {
        SendingSettings sending = delivery.sending();
        SendingSetup setup = new SendingSetup(
                keys(configuration, sending),
                configuration.intake().bounceDomain(),
                delivery.helloName(),
                sending.poolFor().isEmpty()
                        ? List.of()
                        : sending.pools().stream()
                                .map(pool -> new SendingSetup.Source(
                                        pool.address(), pool.helloName().orElse(delivery.helloName())))
                                .toList(),
                delivery.smarthost().map(HostPort::host));
        return new DomainCheck(new DnsRecords(Network.freshDns(delivery)), setup);
    }

    private static List<SendingSetup.Key> keys(Configuration configuration, SendingSettings sending) {
        DkimKeyFolder folder = DkimKeyFolder.in(configuration.dataFolder());
        try {
            return sending.dkimKeys().stream()
                    .distinct()
                    .map(folder::read)
                    .map(DomainChecking::key)
                    .toList();
        } catch (DkimKeyException e) {
            throw new BootException(String.valueOf(e.getMessage()), e);
        }
    }

    private static SendingSetup.Key key(DkimKey key) {
        return new SendingSetup.Key(key.name().domain(), key.name().toString(), key.record());
    }
}
