package dev.rebound.engine.domain;

import dev.rebound.engine.domain.DomainRecords.Answer;
import dev.rebound.engine.domain.Finding.State;
import java.util.List;
import java.util.Locale;

/**
 * Whether a domain has a DMARC policy, and our mail fulfils it: by a signature of the domain, or by SPF with return paths of the domain.
 *
 * <p>The policy is looked for at the domain and then at those above it; the highest is the last but one label. What lies under the
 * domain whose policy it is counts as one organisation, so no list of public suffixes is needed.
 */
final class DmarcCheck {

    private static final String VERSION = "v=DMARC1";
    private static final String PREFIX = "_dmarc.";

    private final DomainRecords records;
    private final SendingSetup setup;

    DmarcCheck(DomainRecords records, SendingSetup setup) {
        this.records = records;
        this.setup = setup;
    }

    Check run(String domain, List<Check> dkim, Check spf) {
        String asked = domain;
        while (true) {
            switch (records.texts(PREFIX + asked)) {
                case Answer.Unknown<String>(String detail) -> {
                    return Check.noAnswer(Finding.Subject.DMARC, PREFIX + asked, detail);
                }
                case Answer.None<String>() -> {}
                case Answer.Found<String>(List<String> all) -> {
                    List<String> found =
                            all.stream().filter(DmarcCheck::isDmarc).toList();
                    if (found.size() > 1) {
                        return Check.of(Finding.DMARC_SEVERAL, PREFIX + asked, found);
                    }
                    if (!found.isEmpty()) {
                        Policy policy = new Policy(asked, Tags.of(found.getFirst()));
                        return Check.of(fulfilled(domain, policy, dkim, spf), PREFIX + asked, found);
                    }
                }
            }
            int dot = asked.indexOf('.');
            if (dot < 0 || asked.indexOf('.', dot + 1) < 0) {
                break;
            }
            asked = asked.substring(dot + 1);
        }
        return Check.of(Finding.DMARC_NONE, PREFIX + domain, List.of())
                .withText(PREFIX + domain, VERSION + "; p=none; rua=mailto:postmaster@" + domain);
    }

    /** A policy, and the domain it stands at. */
    private record Policy(String domain, Tags tags) {

        boolean isStrict(String tag) {
            return tags.has(tag, "s");
        }

        boolean covers(String other) {
            return other.equals(domain) || other.endsWith("." + domain);
        }
    }

    private static boolean isDmarc(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(VERSION.toLowerCase(Locale.ROOT))
                && Tags.of(text).has("v", "DMARC1");
    }

    private Finding fulfilled(String domain, Policy policy, List<Check> dkim, Check spf) {
        boolean spfMayAlign =
                policy.isStrict("aspf") ? setup.bounceDomain().equals(domain) : policy.covers(setup.bounceDomain());
        List<Check> mayAlign = dkim.stream()
                .filter(check -> !policy.isStrict("adkim")
                        || check.finding() == Finding.DKIM_LEFT_TO_RELAY
                        || check.at().endsWith("._domainkey." + domain))
                .toList();
        if (mayAlign.stream().anyMatch(check -> check.state() == State.GOOD)
                || (spfMayAlign && spf.state() == State.GOOD)) {
            return Finding.DMARC_ALIGNED;
        }
        boolean open = mayAlign.stream().anyMatch(check -> check.state() == State.OPEN)
                || (spfMayAlign && spf.state() == State.OPEN);
        return open ? Finding.DMARC_OPEN : Finding.DMARC_UNALIGNED;
    }
}
