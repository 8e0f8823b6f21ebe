package dev.rebound.parse.report;

import dev.rebound.parse.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was read from one message.
 *
 * @param report what it is
 * @param dialect whose free form it has, for example {@code postfix}; {@code rfc3464} for one that has fields only
 * @param reportingMta the server that reports, lower case
 * @param original the message that it is about
 * @param returnPaths addresses {@code b+token@domain} that occur where a return path survives, most trusted place
 *     first, at most {@link ReturnPaths#KEPT_MAX}; candidates only: nothing about them was verified
 * @param findings what was odd
 */
public record ReadMessage(
        Report report,
        Optional<String> dialect,
        Optional<String> reportingMta,
        OriginalMessage original,
        List<String> returnPaths,
        List<Finding> findings) {

    public ReadMessage {
        returnPaths = List.copyOf(returnPaths);
        findings = List.copyOf(findings);
    }

    /** What it is, in short. */
    public MessageKind kind() {
        return report.kind();
    }
}
