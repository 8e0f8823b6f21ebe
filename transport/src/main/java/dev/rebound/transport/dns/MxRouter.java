package dev.rebound.transport.dns;

import dev.rebound.engine.delivery.NetworkFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds mail servers by MX (RFC 5321, section 5.1): lowest preference first, equal ones in random order,
 * the domain itself where it has no MX, nobody where it says so (RFC 7505). If we are one of the hosts, those
 * of our preference and above are left out, or mail would go round in circles.
 *
 * <p>Only NXDOMAIN and the certain lack of any address are permanent. MX records that point nowhere are
 * somebody's mistake at a domain that exists, and may be repaired within the days we keep trying.
 */
public final class MxRouter implements MailRouter, NameQuestions, ServiceQuestions {

    private final DnsSettings settings;
    private final DnsLookup dns;
    private final RandomGenerator random;

    public MxRouter(DnsSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.dns = new DnsLookup(settings);
        this.random = random;
    }

    @Override
    public Route route(String domain) {
        Name name;
        try {
            name = absolute(domain);
        } catch (TextParseException e) {
            return new Route.None(NetworkFailure.NO_SUCH_DOMAIN, domain + " is no domain name");
        }
        return switch (dns.ask(name, Type.MX)) {
            case DnsLookup.Answer.Found found -> byMx(domain, mxRecords(found));
            case DnsLookup.Answer.NothingOfThatType() -> byAddress(domain);
            case DnsLookup.Answer.NoSuchName() ->
                new Route.None(NetworkFailure.NO_SUCH_DOMAIN, "domain " + domain + " does not exist");
            case DnsLookup.Answer.Trouble(String detail) ->
                new Route.None(NetworkFailure.DNS_TROUBLE, "MX of " + domain + ": " + detail);
        };
    }

    @Override
    public List<Place> services(String service, String domain) {
        try {
            return dns.ask(absolute(service + "." + domain), Type.SRV) instanceof DnsLookup.Answer.Found found
                    ? found.records().stream()
                            .filter(SRVRecord.class::isInstance)
                            .map(SRVRecord.class::cast)
                            .filter(srv -> !srv.getTarget().equals(Name.root))
                            .sorted(Comparator.comparingInt(SRVRecord::getPriority)
                                    .thenComparing(Comparator.comparingInt(SRVRecord::getWeight)
                                            .reversed()))
                            .map(srv -> new Place(hostName(srv.getTarget()), srv.getPort()))
                            .toList()
                    : List.of();
        } catch (TextParseException e) {
            return List.of();
        }
    }

    @Override
    public List<String> exchangers(String domain) {
        return route(domain) instanceof Route.Hosts(List<MailHost> hosts)
                ? hosts.stream().map(MailHost::name).toList()
                : List.of();
    }

    private static Name absolute(String domain) throws TextParseException {
        return Name.fromString(domain, Name.root);
    }

    private List<MXRecord> mxRecords(DnsLookup.Answer.Found found) {
        List<MXRecord> records = new ArrayList<>(found.records().stream()
                .filter(MXRecord.class::isInstance)
                .map(MXRecord.class::cast)
                .toList());
        Collections.shuffle(records, Random.from(random));
        records.sort(Comparator.comparingInt(MXRecord::getPriority));
        return records;
    }

    private Route byMx(String domain, List<MXRecord> all) {
        List<MXRecord> records =
                all.stream().filter(mx -> !mx.getTarget().equals(Name.root)).toList();
        if (records.isEmpty()) {
            return new Route.None(NetworkFailure.NULL_MX, "domain " + domain + " takes no mail (null MX)");
        }
        OptionalInt ours = records.stream()
                .filter(mx -> settings.ownNames().contains(hostName(mx.getTarget())))
                .mapToInt(MXRecord::getPriority)
                .min();
        List<MailHost> hosts = records.stream()
                .filter(mx -> ours.isEmpty() || mx.getPriority() < ours.getAsInt())
                .map(mx -> new MailHost(hostName(mx.getTarget())))
                .distinct()
                .toList();
        return hosts.isEmpty()
                ? new Route.None(NetworkFailure.LOOPS_BACK, "the best MX of " + domain + " is ourselves")
                : new Route.Hosts(hosts);
    }

    private static String hostName(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    /** The domain is its own mail host if it has an address (RFC 5321, section 5.1: implicit MX). */
    private Route byAddress(String domain) {
        MailHost itself = new MailHost(domain.toLowerCase(Locale.ROOT));
        if (settings.ownNames().contains(itself.name())) {
            return new Route.None(NetworkFailure.LOOPS_BACK, domain + " is ourselves");
        }
        return switch (lookUp(itself.name())) {
            case HostAddresses.Some some -> new Route.Hosts(List.of(itself));
            case HostAddresses.Missing none ->
                new Route.None(NetworkFailure.NO_SUCH_DOMAIN, domain + " has neither MX nor address records");
            case HostAddresses.Unknown(String detail) -> new Route.None(NetworkFailure.DNS_TROUBLE, detail);
        };
    }

    private sealed interface HostAddresses {
        record Some(List<InetAddress> addresses) implements HostAddresses {}

        record Missing() implements HostAddresses {}

        record Unknown(String detail) implements HostAddresses {}
    }

    /** IPv4 before IPv6: receivers are stricter with IPv6 senders, and many of us have no route there. */
    private HostAddresses lookUp(String host) {
        List<InetAddress> addresses = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (int type : new int[] {Type.A, Type.AAAA}) {
            try {
                switch (dns.ask(absolute(host), type)) {
                    case DnsLookup.Answer.Found found ->
                        found.records().forEach(record -> addAddress(addresses, record));
                    case DnsLookup.Answer.Trouble(String detail) -> troubles.add(detail);
                    case DnsLookup.Answer.NothingOfThatType(), DnsLookup.Answer.NoSuchName() -> {}
                }
            } catch (TextParseException e) {
                return new HostAddresses.Missing();
            }
        }
        if (!addresses.isEmpty()) {
            return new HostAddresses.Some(addresses);
        }
        return troubles.isEmpty()
                ? new HostAddresses.Missing()
                : new HostAddresses.Unknown("address of " + host + ": " + troubles.getFirst());
    }

    private static void addAddress(List<InetAddress> addresses, Record found) {
        if (found instanceof ARecord a) {
            addresses.add(a.getAddress());
        } else if (found instanceof AAAARecord aaaa) {
            addresses.add(aaaa.getAddress());
        }
    }

    @Override
    public Targets targets(MailHost host) {
        return switch (lookUp(host.name())) {
            case HostAddresses.Some(List<InetAddress> all) -> allowed(host, all);
            case HostAddresses.Missing() ->
                new Targets.None(NetworkFailure.DNS_TROUBLE, "mail host " + host.name() + " has no address");
            case HostAddresses.Unknown(String detail) -> new Targets.None(NetworkFailure.DNS_TROUBLE, detail);
        };
    }

    private boolean allowed(InetAddress address) {
        return settings.allowPrivateAddresses() || ConnectGuard.isPublic(address);
    }

    @Override
    public Addresses addresses(String host) {
        Optional<InetAddress> literal = literal(host);
        return switch (literal.isPresent() ? new HostAddresses.Some(List.of(literal.get())) : lookUp(host)) {
            case HostAddresses.Some(List<InetAddress> all) -> {
                List<InetAddress> at = all.stream().filter(this::allowed).toList();
                yield at.isEmpty()
                        ? new Addresses.None(host + " is where we must not connect to")
                        : new Addresses.At(at);
            }
            case HostAddresses.Missing() -> new Addresses.None(host + " has no address");
            case HostAddresses.Unknown(String detail) -> new Addresses.None(detail);
        };
    }

    /** An address written out, in any of the forms that connecting would understand; IPv6 also in brackets. */
    private static Optional<InetAddress> literal(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Texts texts(String name) {
        try {
            return switch (dns.ask(absolute(name), Type.TXT)) {
                case DnsLookup.Answer.Found found -> {
                    List<String> texts = found.records().stream()
                            .filter(TXTRecord.class::isInstance)
                            .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                            .toList();
                    yield texts.isEmpty() ? new Texts.None() : new Texts.Found(texts);
                }
                case DnsLookup.Answer.NothingOfThatType(), DnsLookup.Answer.NoSuchName() -> new Texts.None();
                case DnsLookup.Answer.Trouble(String detail) -> new Texts.Unknown(detail);
            };
        } catch (TextParseException e) {
            return new Texts.None();
        }
    }

    private Targets allowed(MailHost host, List<InetAddress> all) {
        List<InetSocketAddress> targets = all.stream()
                .filter(this::allowed)
                .map(address -> new InetSocketAddress(address, settings.smtpPort()))
                .toList();
        return targets.isEmpty()
                ? new Targets.None(
                        NetworkFailure.UNREACHABLE,
                        "mail host %s is at %s, where mail must not go"
                                .formatted(host.name(), all.getFirst().getHostAddress()))
                : new Targets.At(targets);
    }
}
