package dev.rebound.transport.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Has jSPF ask the same DNS as everything else here. */
final class SpfQuestions implements DNSService {

    /** Look-ups that one evaluation may cost (RFC 7208, section 4.6.4). */
    private static final int LOOKUPS_MAX = 10;

    private final DnsLookup dns;

    SpfQuestions(DnsLookup dns) {
        this.dns = dns;
    }

    /** Null where the name does not exist, as jSPF wants it. */
    @Override
    @SuppressWarnings("NullAway") // The interface has no annotations; what it says of null stands in its text.
    public @Nullable List<String> getRecords(DNSRequest request) throws TimeoutException {
        int type = type(request.getRecordType());
        try {
            return switch (dns.ask(Name.fromString(request.getHostname(), Name.root), type)) {
                // It takes out of the list what it has used.
                case DnsLookup.Answer.Found found ->
                    found.records().stream().map(SpfQuestions::text).collect(Collectors.toCollection(ArrayList::new));
                case DnsLookup.Answer.NothingOfThatType() -> new ArrayList<>();
                case DnsLookup.Answer.NoSuchName() -> null;
                case DnsLookup.Answer.Trouble(String detail) -> throw new TimeoutException(detail);
            };
        } catch (TextParseException e) {
            return null;
        }
    }

    private static int type(int asked) {
        return switch (asked) {
            case DNSRequest.A -> Type.A;
            case DNSRequest.AAAA -> Type.AAAA;
            case DNSRequest.MX -> Type.MX;
            case DNSRequest.PTR -> Type.PTR;
            default -> Type.TXT;
        };
    }

    private static String text(Record record) {
        return switch (record) {
            case MXRecord mx -> DnsRecords.plain(mx.getTarget());
            case PTRRecord ptr -> DnsRecords.plain(ptr.getTarget());
            case TXTRecord txt -> String.join("", txt.getStrings());
            default -> String.join("", DnsRecords.addresses(List.of(record)));
        };
    }

    @Override
    public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
        try {
            return CompletableFuture.completedFuture(getRecords(request));
        } catch (TimeoutException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<String> getLocalDomainNames() {
        return List.of();
    }

    @Override
    public void setTimeOut(int seconds) {
        // The look-up has a time of its own.
    }

    @Override
    public int getRecordLimit() {
        return LOOKUPS_MAX;
    }

    @Override
    public void setRecordLimit(int limit) {
        throw new UnsupportedOperationException("the limit is that of RFC 7208");
    }
}
