package dev.rebound.server.config;

import dev.rebound.core.spelling.Suggestion;
import dev.rebound.transport.dkim.DkimKeyName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What we do for the domains that write: sign for them, and send from addresses of their own.
 *
 * @param dkimKeys that sign; a message is signed with those of its author's domain, or the nearest above
 * @param pools the addresses we send from, by the name of their pool
 * @param poolFor which pool mail of a domain leaves from
 * @param warmUp which of these addresses are new, and how they are made known
 */
public record SendingSettings(
        List<DkimKeyName> dkimKeys, List<PoolAddress> pools, List<PoolUse> poolFor, WarmUpSettings warmUp) {

    /** Stands for every domain that is not named. */
    public static final String ANY_DOMAIN = "*";

    private static final Setting<List<DkimKeyName>> DKIM_KEYS = Kinds.list(
            "sending.dkim-keys",
            1_000,
            "names like s1._domainkey.example.com",
            "The keys that sign (made by rebound domains keygen); each signs mail from its domain and the domains"
                    + " below.",
            DkimKeyName::parse);
    private static final Setting<List<PoolAddress>> POOLS = Kinds.list(
            "sending.pools",
            1_000,
            "texts like \"news 192.0.2.1 mail1.example.com\"",
            "The IP addresses we send from: pool, address, and the name to introduce ourselves by from there, if it"
                    + " is not hello-name. A pool may have many.",
            PoolAddress::parse);
    private static final Setting<List<PoolUse>> POOL_FOR = Kinds.list(
            "sending.pool-for",
            1_000,
            "texts like \"news.example.com news\"",
            "Which pool mail of a From domain, and of those below, leaves from; \"* news\" is for all others. Without"
                    + " one the system chooses the address.",
            PoolUse::parse);

    static final List<Setting<?>> ALL = Stream.of(List.of(DKIM_KEYS, POOLS, POOL_FOR), WarmUpSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /**
     * An address we send from.
     *
     * @param helloName how we introduce ourselves from there; the usual name if empty
     */
    public record PoolAddress(String pool, InetAddress address, Optional<String> helloName) {

        static PoolAddress parse(String text) {
            List<String> words = words(text);
            if (words.size() < 2 || words.size() > 3) {
                throw new IllegalArgumentException("expected pool, IP address and maybe a host name, with blanks");
            }
            Optional<String> hello = words.size() == 3 ? Optional.of(Kinds.domain(words.get(2))) : Optional.empty();
            return new PoolAddress(words.getFirst(), InetAddress.ofLiteral(words.get(1)), hello);
        }
    }

    /**
     * Which pool a domain's mail leaves from.
     *
     * @param domain lower-case A-labels, or {@link #ANY_DOMAIN}
     */
    public record PoolUse(String domain, String pool) {

        static PoolUse parse(String text) {
            List<String> words = words(text);
            if (words.size() != 2) {
                throw new IllegalArgumentException("expected domain and pool, with a blank between");
            }
            String domain = words.getFirst();
            return new PoolUse(domain.equals(ANY_DOMAIN) ? domain : Kinds.domain(domain), words.getLast());
        }
    }

    static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    static SendingSettings from(Values values) {
        return new SendingSettings(
                values.get(DKIM_KEYS), values.get(POOLS), values.get(POOL_FOR), WarmUpSettings.from(values));
    }

    /** What does not fit together. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> known = pools.stream().map(PoolAddress::pool).distinct().toList();
        Set<String> domains = new LinkedHashSet<>();
        for (PoolUse use : poolFor) {
            if (!known.contains(use.pool())) {
                problems.add(POOL_FOR.key() + ": " + POOLS.key() + " has no pool " + use.pool()
                        + Suggestion.among(known, use.pool()));
            }
            if (!domains.add(use.domain())) {
                problems.add(POOL_FOR.key() + ": " + use.domain() + " is there twice");
            }
        }
        problems.addAll(warmUp.problems(pools));
        return problems;
    }
}
