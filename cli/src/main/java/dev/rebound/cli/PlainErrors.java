package dev.rebound.cli;

import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.server.boot.BootException;
import dev.rebound.server.config.ConfigurationException;
import dev.rebound.server.web.PortInUseException;
import dev.rebound.store.database.DataFolderException;
import dev.rebound.store.database.DatabaseException;
import dev.rebound.transport.sandbox.script.ScriptException;
import dev.rebound.transport.server.CannotListenException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * What somebody outside can mend is said in its own words and nothing else; anything else is our mistake
 * and goes to the log with its stack trace.
 */
final class PlainErrors implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (canBeMended(e)) {
            err.println("rebound: " + e.getMessage());
        } else {
            LoggerFactory.getLogger(PlainErrors.class).error("A command broke command={}", line.getCommandName(), e);
            err.println("rebound: this should not have happened; the log above says where. Please report it.");
        }
        err.flush();
        return Rebound.EXIT_FAILED;
    }

    private static boolean canBeMended(Exception e) {
        return switch (e) {
            case BootException ignored -> true;
            case ConfigurationException ignored -> true;
            case PortInUseException ignored -> true;
            case DataFolderException ignored -> true;
            case DatabaseException ignored -> true;
            case CannotListenException ignored -> true;
            case ScriptException ignored -> true;
            case BrokenRulesException ignored -> true;
            default -> false;
        };
    }
}
