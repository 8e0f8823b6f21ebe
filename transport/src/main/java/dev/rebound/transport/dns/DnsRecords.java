package dev.rebound.transport.dns;

import dev.rebound.engine.domain.DomainRecords;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.james.jspf.impl.SPF;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What DNS says about the domains we send from. */
public final class DnsRecords implements DomainRecords {

    private static final Logger LOG = LoggerFactory.getLogger(DnsRecords.class);

    /** Names of an address that are followed back (RFC 7208, section 5.5, has the same limit). */
    private static final int NAMES_MAX = 10;

    private final DnsLookup dns;
    private final SPF spf;

    public DnsRecords(DnsSettings settings) {
        this.dns = new DnsLookup(settings);
        this.spf = new SPF(new SpfQuestions(dns));
    }

    @Override
    public Answer<String> texts(String name) {
        return ask(name, Type.TXT, DnsRecords::texts);
    }

    private static List<String> texts(List<Record> records) {
        return records.stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                .toList();
    }

    @Override
    public Answer<String> mailHosts(String domain) {
        Answer<String> named = ask(domain, Type.MX, DnsRecords::hosts);
        if (!(named instanceof Answer.None<String>)) {
            return named;
        }
        Answer<String> addressed = addresses(domain);
        return addressed instanceof Answer.Found<String> ? new Answer.Found<>(List.of(domain)) : addressed;
    }

    private static List<String> hosts(List<Record> records) {
        return records.stream()
                .filter(MXRecord.class::isInstance)
                .map(MXRecord.class::cast)
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .map(record -> record.getTarget().equals(Name.root) ? "." : plain(record.getTarget()))
                .toList();
    }

    @Override
    public Answer<String> namesOf(InetAddress address) {
        Answer<String> names = ask(ReverseMap.fromAddress(address), Type.PTR, DnsRecords::names);
        if (!(names instanceof Answer.Found<String>(List<String> all))) {
            return names;
        }
        String wanted = address.getHostAddress();
        List<String> back = all.stream()
                .limit(NAMES_MAX)
                .filter(name -> addresses(name) instanceof Answer.Found<String>(List<String> at) && at.contains(wanted))
                .toList();
        return back.isEmpty() ? new Answer.None<>() : new Answer.Found<>(back);
    }

    private static List<String> names(List<Record> records) {
        return records.stream()
                .filter(PTRRecord.class::isInstance)
                .map(record -> plain(((PTRRecord) record).getTarget()))
                .toList();
    }

    private Answer<String> addresses(String host) {
        Answer<String> first = ask(host, Type.A, DnsRecords::addresses);
        Answer<String> second = ask(host, Type.AAAA, DnsRecords::addresses);
        if (first instanceof Answer.Found<String>(List<String> a)
                && second instanceof Answer.Found<String>(List<String> b)) {
            return new Answer.Found<>(Stream.concat(a.stream(), b.stream()).toList());
        }
        return first instanceof Answer.Found || second instanceof Answer.None ? first : second;
    }

    static List<String> addresses(List<Record> records) {
        return records.stream()
                .flatMap(record -> switch (record) {
                    case ARecord a -> Stream.of(a.getAddress().getHostAddress());
                    case AAAARecord a -> Stream.of(a.getAddress().getHostAddress());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    @Override
    public SpfResult spf(InetAddress from, String domain, String helloName) {
        String result = spf.checkSPF(from.getHostAddress(), "postmaster@" + domain, helloName)
                .getResult();
        try {
            return SpfResult.valueOf(result.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.warn("SPF has a result that we do not know result={}", result);
            return SpfResult.TEMPERROR;
        }
    }

    private Answer<String> ask(String name, int type, Function<List<Record>, List<String>> reading) {
        try {
            return ask(Name.fromString(name, Name.root), type, reading);
        } catch (TextParseException e) {
            return new Answer.None<>();
        }
    }

    private Answer<String> ask(Name name, int type, Function<List<Record>, List<String>> reading) {
        return switch (dns.ask(name, type)) {
            case DnsLookup.Answer.Found found -> {
                List<String> all = reading.apply(found.records());
                yield all.isEmpty() ? new Answer.None<>() : new Answer.Found<>(all);
            }
            case DnsLookup.Answer.NothingOfThatType(), DnsLookup.Answer.NoSuchName() -> new Answer.None<>();
            case DnsLookup.Answer.Trouble(String detail) -> new Answer.Unknown<>(detail);
        };
    }

    /** Lower case, without the last dot. */
    static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }
}
