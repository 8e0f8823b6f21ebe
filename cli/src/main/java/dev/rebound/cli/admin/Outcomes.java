package dev.rebound.cli.admin;

import dev.rebound.engine.suppression.Unbouncing;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Says what came of an unbounce or a lift. */
final class Outcomes {

    private Outcomes() {}

    /** The exit code: 0 if it was done. */
    static int report(CommandSpec spec, Unbouncing.Outcome outcome) {
        PrintWriter err = spec.commandLine().getErr();
        switch (outcome) {
            case DONE -> spec.commandLine().getOut().println("done");
            case NOT_SUPPRESSED -> err.println("Nothing to lift: the address is not suppressed.");
            case GLOBALLY_BOUNCED ->
                err.println("The address is bounced globally; an operator lifts that: rebound global lift ADDRESS");
            case WHY_MISSING -> err.println("Say why, in at most " + Unbouncing.WHY_LENGTH_MAX + " characters.");
        }
        spec.commandLine().getOut().flush();
        err.flush();
        return outcome == Unbouncing.Outcome.DONE ? 0 : 1;
    }
}
