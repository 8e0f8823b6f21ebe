package dev.rebound.core.guard;

import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message that was refused for good, as the guard sees it.
 *
 * @param provider whose servers refused
 * @param sendingDomain of the From address, if known
 * @param sendingIp the message left from, if known; a report does not tell
 * @param tookMail whether the address took mail not long ago, whoever's
 */
public record Failure(
        String provider,
        Verdict verdict,
        Optional<String> sendingDomain,
        Optional<String> sendingIp,
        boolean tookMail) {

    /**
     * What it is counted under, the widest first.
     *
     * <p>What is our own fault is counted where the fault is, whoever refused: nothing in it speaks against
     * the recipient. Anything else may be the provider's, and may be so for all mail or only for some of it.
     */
    public List<CircuitKey> keys() {
        Optional<Scope> domain = sendingDomain.map(Scope.SendingDomain::new);
        Optional<Scope> ip = sendingIp.map(Scope.SendingIp::new);
        return switch (blame(verdict.fault())) {
            case AUTHENTICATION -> List.of(own(Blame.AUTHENTICATION, domain.or(() -> ip)));
            case REPUTATION -> List.of(own(Blame.REPUTATION, ip.or(() -> domain)));
            case RECIPIENTS -> {
                List<CircuitKey> keys = new ArrayList<>();
                keys.add(at(new Scope.Everything()));
                domain.ifPresent(scope -> keys.add(at(scope)));
                ip.ifPresent(scope -> keys.add(at(scope)));
                yield keys;
            }
        };
    }

    private CircuitKey at(Scope scope) {
        return new CircuitKey(Optional.of(provider), verdict.reason(), Blame.RECIPIENTS, scope);
    }

    /** Of mail whose origin is not known, only the provider is. */
    private CircuitKey own(Blame blame, Optional<Scope> scope) {
        return scope.map(known -> new CircuitKey(Optional.empty(), verdict.reason(), blame, known))
                .orElseGet(
                        () -> new CircuitKey(Optional.of(provider), verdict.reason(), blame, new Scope.Everything()));
    }

    private static Blame blame(Fault fault) {
        return switch (fault) {
            case SENDER_AUTHENTICATION -> Blame.AUTHENTICATION;
            case SENDER_REPUTATION -> Blame.REPUTATION;
            case RECIPIENT, CONTENT, RECEIVER, NETWORK, SENDER_SYSTEM, UNKNOWN -> Blame.RECIPIENTS;
        };
    }
}
