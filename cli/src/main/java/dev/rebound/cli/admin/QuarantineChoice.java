package dev.rebound.cli.admin;

import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.QuarantineReason;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of the quarantined mail a command is about; all that is given must fit. */
final class QuarantineChoice {

    @Option(
            names = "--search",
            defaultValue = "",
            description = "Part of the sender's IP address, of the envelope's sender or recipients.")
    private String search = "";

    @Option(names = "--why", description = "${COMPLETION-CANDIDATES}")
    private Optional<QuarantineReason> why = Optional.empty();

    @Option(names = "--grade", description = "${COMPLETION-CANDIDATES}")
    private Optional<EvidenceGrade> grade = Optional.empty();

    @Option(names = "--peer", paramLabel = "IP", description = "Who sent it.")
    private Optional<String> peer = Optional.empty();

    QuarantineFilter filter() {
        return new QuarantineFilter(search.strip(), why, grade, peer);
    }
}
