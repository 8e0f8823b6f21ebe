package dev.rebound.transport.sts;

import dev.rebound.engine.ledger.TlsDemand;
import dev.rebound.transport.dns.NameQuestions;
import dev.rebound.transport.dns.NameQuestions.Texts;
import dev.rebound.transport.smtp.SmtpClientSettings.TlsUse;
import dev.rebound.transport.smtp.TlsPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises what is asked of TLS where a domain's MTA-STS policy says so (RFC 8461). Thread-safe.
 *
 * <p>A TXT record says that there is a policy and which version; the file is fetched over HTTPS and kept
 * for its {@code max_age}, and only its absence from DNS or a new version makes us look again. Whoever
 * can strike the record from our DNS answers can hide a policy we have never seen, but not one we keep.
 * Policies are kept in memory: the first message to a domain after a start is only as safe as DNS.
 *
 * <p>Domains are many and policies few, so domains without one are not remembered here; DNS remembers
 * that for as long as its answer says.
 */
public final class MtaSts implements TlsPolicy {

    /** After a fetch that failed, the same version is not fetched again for so long (RFC 8461, section 3.3). */
    static final Duration PAUSE = Duration.ofMinutes(5);

    /** Domains whose policy is kept; the one not asked for longest is forgotten first. */
    private static final int POLICIES_MAX = 10_000;

    private static final Pattern ID = Pattern.compile("\\bid\\s*=\\s*([A-Za-z0-9]{1,32})\\s*(;|$)");

    private static final Known UNKNOWN = new Known("", false, Optional.empty(), Instant.MIN, Instant.MIN);

    private static final Logger LOG = LoggerFactory.getLogger(MtaSts.class);

    private final TlsPolicy otherwise;
    private final NameQuestions dns;
    private final PolicyFiles files;
    private final InstantSource clock;
    /** Guarded by itself. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    /** Those under way; guarded by {@code known}. */
    private final Map<String, FutureTask<Optional<StsPolicy>>> fetches = new HashMap<>();

    MtaSts(TlsPolicy otherwise, NameQuestions dns, PolicyFiles files, InstantSource clock) {
        this.otherwise = otherwise;
        this.dns = dns;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Fetches policies over the network.
     *
     * @param otherwise what holds for domains without a policy, and at least for those with one
     */
    public static MtaSts over(TlsPolicy otherwise, NameQuestions dns, InstantSource clock) {
        return new MtaSts(otherwise, dns, new HttpsPolicyFiles(dns), clock);
    }

    /**
     * What is known of a domain.
     *
     * @param id the version that was fetched last, or tried
     * @param fetched whether that one is the policy
     * @param policy the last valid one
     * @param until when the policy ends
     * @param pauseUntil when that version may be fetched again
     */
    private record Known(String id, boolean fetched, Optional<StsPolicy> policy, Instant until, Instant pauseUntil) {

        Optional<StsPolicy> at(Instant now) {
            return now.isBefore(until) ? policy : Optional.empty();
        }

        /** Whether this version needs no fetch: it is in force, or was tried a moment ago. */
        boolean isCurrent(String version, Instant now) {
            return version.equals(id) && (now.isBefore(pauseUntil) || (fetched && now.isBefore(until)));
        }
    }

    @Override
    public Requirement of(String domain) {
        Requirement usual = otherwise.of(domain);
        if (usual.use() == TlsUse.OFF) {
            return usual;
        }
        return policyOf(domain)
                .filter(policy -> policy.mode() == StsPolicy.Mode.ENFORCE)
                .map(policy -> new Requirement(
                        TlsUse.VERIFIED, host -> usual.mayServe().test(host) && policy.names(host), TlsDemand.MTA_STS))
                .orElse(usual);
    }

    /** The policy in force; fetched first if there is a newer one than we know. */
    Optional<StsPolicy> policyOf(String domain) {
        Optional<String> id = versionOf(domain);
        Instant now = clock.instant();
        FutureTask<Optional<StsPolicy>> fetch;
        synchronized (known) {
            Known before = known.getOrDefault(domain, UNKNOWN);
            if (id.isEmpty() || before.isCurrent(id.get(), now)) {
                return before.at(now);
            }
            fetch = fetches.computeIfAbsent(
                    domain, key -> new FutureTask<>(() -> fetch(domain, id.get(), before, now)));
        }
        // Runs in whoever comes first; the others wait for it.
        fetch.run();
        try {
            return fetch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching an MTA-STS policy broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<StsPolicy> fetch(String domain, String id, Known before, Instant now) {
        Known after = new Known(id, false, before.policy(), before.until(), now.plus(PAUSE));
        try {
            Optional<StsPolicy> policy = StsPolicy.parse(files.fetch(domain));
            if (policy.isPresent()) {
                after = new Known(id, true, policy, now.plus(policy.get().maxAge()), now.plus(PAUSE));
            } else {
                LOG.info("mta-sts policy is not valid domain={}", domain);
            }
        } catch (IOException e) {
            LOG.info("mta-sts policy not fetched domain={} error={}", domain, e.toString());
        } finally {
            synchronized (known) {
                keep(domain, after);
                fetches.remove(domain);
            }
        }
        return after.at(now);
    }

    private void keep(String domain, Known now) {
        known.put(domain, now);
        if (known.size() > POLICIES_MAX) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Exactly one record must say it (RFC 8461, section 3.1). */
    private Optional<String> versionOf(String domain) {
        return switch (dns.texts("_mta-sts." + domain)) {
            case Texts.Found(List<String> texts) -> {
                List<String> ours = texts.stream()
                        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("v=stsv1"))
                        .toList();
                Matcher id = ID.matcher(ours.size() == 1 ? ours.getFirst() : "");
                yield id.find() ? Optional.of(id.group(1)) : Optional.empty();
            }
            case Texts.None none -> Optional.empty();
            case Texts.Unknown unknown -> Optional.empty();
        };
    }
}
