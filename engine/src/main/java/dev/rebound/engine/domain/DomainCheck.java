package dev.rebound.engine.domain;

import dev.rebound.engine.domain.DomainRecords.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks up whether receivers can prove that mail from a domain is really of that domain, and can answer it. What large providers ask of
 * everybody who sends in bulk: a signature or SPF, a DMARC policy that one of them fulfils, and a sending address with a name
 * (support.google.com/a/answer/81126; learn.microsoft.com, "Outlook's new requirements for high-volume senders").
 *
 * <p>All questions are asked at once; it takes as long as the slowest. Thread-safe.
 */
public final class DomainCheck {

    private final DomainRecords records;
    private final SendingSetup setup;

    public DomainCheck(DomainRecords records, SendingSetup setup) {
        this.records = records;
        this.setup = setup;
    }

    /** How mail is sent here. */
    public SendingSetup setup() {
        return setup;
    }

    /**
     * Asks about a domain that mail is written from.
     *
     * @param domain lower-case A-labels
     */
    public DomainReport check(String domain) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Check>> dkim = threads.submit(() -> new DkimCheck(records, setup).of(domain));
            Future<Check> spf = threads.submit(() -> new SpfCheck(records, setup).run());
            Future<Check> mail = threads.submit(
                    () -> hosts(domain, Finding.Subject.MAIL_HOSTS, Finding.MAIL_HOSTS_THERE, Finding.MAIL_HOSTS_NONE));
            Future<Check> bounces = threads.submit(() -> hosts(
                    setup.bounceDomain(),
                    Finding.Subject.BOUNCE_HOSTS,
                    Finding.BOUNCE_HOSTS_THERE,
                    Finding.BOUNCE_HOSTS_NONE));
            List<Future<Check>> names = setup.addresses().stream()
                    .distinct()
                    .map(source -> threads.submit((Callable<Check>) () -> name(source)))
                    .toList();
            List<Check> keys = of(dkim);
            Check senders = of(spf);
            List<Check> checks = new ArrayList<>(keys);
            checks.add(senders);
            checks.add(new DmarcCheck(records, setup).run(domain, keys, senders));
            checks.add(of(mail));
            checks.add(of(bounces));
            names.forEach(name -> checks.add(of(name)));
            return new DomainReport(domain, checks);
        }
    }

    private static <T> T of(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while DNS was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to DNS broke", e.getCause());
        }
    }

    private Check hosts(String domain, Finding.Subject subject, Finding there, Finding none) {
        return switch (records.mailHosts(domain)) {
            case Answer.Found<String>(List<String> all) ->
                Check.of(all.equals(List.of(".")) ? none : there, domain, all);
            case Answer.None<String>() -> Check.of(none, domain, List.of());
            case Answer.Unknown<String>(String detail) -> Check.noAnswer(subject, domain, detail);
        };
    }

    private Check name(SendingSetup.Source source) {
        String address = source.address().getHostAddress();
        return switch (records.namesOf(source.address())) {
            case Answer.Found<String>(List<String> all) ->
                Check.of(all.contains(source.helloName()) ? Finding.NAME_AGREES : Finding.NAME_OTHER, address, all);
            case Answer.None<String>() -> Check.of(Finding.NAME_NONE, address, List.of());
            case Answer.Unknown<String>(String detail) -> Check.noAnswer(Finding.Subject.SOURCE_NAME, address, detail);
        };
    }
}
