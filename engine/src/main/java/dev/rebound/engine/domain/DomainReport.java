package dev.rebound.engine.domain;

import java.util.List;

/**
 * Everything that was found out about a domain.
 *
 * @param domain lower-case A-labels
 */
public record DomainReport(String domain, List<Check> checks) {

    public DomainReport {
        checks = List.copyOf(checks);
    }

    /** The worst of all checks. */
    public Finding.State state() {
        return checks.stream().map(Check::state).max(Enum::compareTo).orElse(Finding.State.OPEN);
    }
}
