package dev.rebound.engine.domain;

import dev.rebound.engine.domain.DomainRecords.Answer;
import dev.rebound.engine.domain.DomainRecords.SpfResult;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the domain of our return paths lets the addresses send that we send from. */
final class SpfCheck {

    private static final String VERSION = "v=spf1";

    private final DomainRecords records;
    private final SendingSetup setup;

    SpfCheck(DomainRecords records, SendingSetup setup) {
        this.records = records;
        this.setup = setup;
    }

    Check run() {
        String domain = setup.bounceDomain();
        return switch (records.texts(domain)) {
            case Answer.Found<String>(List<String> all) ->
                published(domain, all.stream().filter(SpfCheck::isSpf).toList());
            case Answer.None<String>() -> published(domain, List.of());
            case Answer.Unknown<String>(String detail) -> Check.noAnswer(Finding.Subject.SPF, domain, detail);
        };
    }

    private static boolean isSpf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(VERSION) || lower.startsWith(VERSION + " ");
    }

    private Check published(String domain, List<String> found) {
        if (found.isEmpty()) {
            Check none = Check.of(Finding.SPF_NONE, domain, found);
            return setup.relay().isPresent() ? none : none.withText(domain, VERSION + ours() + " -all");
        }
        if (found.size() > 1) {
            return Check.of(Finding.SPF_SEVERAL, domain, found);
        }
        if (setup.relay().isPresent() || setup.addresses().isEmpty()) {
            return Check.of(Finding.SPF_THERE, domain, found);
        }
        return evaluated(domain, found.getFirst());
    }

    private Check evaluated(String domain, String record) {
        Set<SpfResult> results = setup.addresses().stream()
                .map(source -> records.spf(source.address(), domain, source.helloName()))
                .collect(Collectors.toSet());
        List<String> found = List.of(record);
        if (results.contains(SpfResult.PERMERROR)) {
            return Check.of(Finding.SPF_BROKEN, domain, found);
        }
        if (results.contains(SpfResult.TEMPERROR)) {
            return Check.noAnswer(Finding.Subject.SPF, domain, "TEMPERROR");
        }
        return results.equals(Set.of(SpfResult.PASS))
                ? Check.of(Finding.SPF_PASSES, domain, found)
                : Check.of(Finding.SPF_LEAVES_US_OUT, domain, found)
                        .withText(domain, VERSION + ours() + record.substring(VERSION.length()));
    }

    /** Mechanisms that name our addresses; by our name where the addresses are not known. */
    private String ours() {
        return setup.addresses().isEmpty()
                ? " a:" + setup.helloName()
                : setup.addresses().stream()
                        .map(SendingSetup.Source::address)
                        .distinct()
                        .map(SpfCheck::mechanism)
                        .collect(Collectors.joining());
    }

    private static String mechanism(InetAddress address) {
        return (address instanceof Inet6Address ? " ip6:" : " ip4:") + address.getHostAddress();
    }
}
