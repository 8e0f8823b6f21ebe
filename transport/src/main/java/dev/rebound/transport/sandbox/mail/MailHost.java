package dev.rebound.transport.sandbox.mail;

import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;
import dev.rebound.transport.sandbox.script.Stage;
import java.util.List;
import java.util.Optional;

/**
 * One mail server by its name, or all of them in one where a machine has only one loopback address.
 *
 * @param name the name it introduces itself with
 * @param domains those it takes mail for; never empty
 * @param single whether it stands for all servers, and so learns only at {@code RCPT} which one it is
 */
record MailHost(String name, List<SandboxDomain> domains, boolean single) {

    MailHost {
        domains = List.copyOf(domains);
    }

    Optional<SandboxDomain> domain(String domainName) {
        return domains.stream()
                .filter(domain -> domain.name().equals(domainName))
                .findFirst();
    }

    /** What the server does at a stage before it knows the recipient. */
    Optional<Behaviour> gate(Stage stage) {
        return single ? Optional.empty() : domains.getFirst().always().filter(behaviour -> behaviour.stage() == stage);
    }

    boolean offersTls() {
        return domains.stream().anyMatch(SandboxDomain::tls);
    }
}
