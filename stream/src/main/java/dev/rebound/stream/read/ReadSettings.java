package dev.rebound.stream.read;

import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * What the first step works with. It goes with the job to every machine; keys do not, only where they lie.
 *
 * @param ownRules texts of the installation's own rule files by name, laid over the built-in ones
 * @param verdicts whose verdict of a line that brings one counts
 * @param belief what reports are believed
 * @param keys of the installations whose mail it is
 * @param logs what lines of logs do not say themselves
 */
public record ReadSettings(
        LinkedHashMap<String, String> ownRules,
        Verdicts verdicts,
        Belief belief,
        ArrayList<KeyFile> keys,
        LogSettings logs)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** With logs that say all themselves, or in UTC. */
    public ReadSettings(
            LinkedHashMap<String, String> ownRules, Verdicts verdicts, Belief belief, ArrayList<KeyFile> keys) {
        this(ownRules, verdicts, belief, keys, LogSettings.standardSettings());
    }

    /**
     * An installation's key for return paths, as {@code rebound serve} keeps it.
     *
     * @param installation its number among those that share the job
     * @param accountsFrom what is added to the numbers of its accounts
     * @param path of the file on every machine of the job
     */
    public record KeyFile(int installation, long accountsFrom, String path) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What lines of logs do not say themselves.
     *
     * @param zone of Postfix's lines that say none
     * @param columns of PowerMTA's accounting records that nobody else names; empty if they always are
     */
    public record LogSettings(String zone, String columns) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** UTC, and columns that records bring. */
        public static LogSettings standardSettings() {
            return new LogSettings("UTC", "");
        }

        ZoneId zoneId() {
            return ZoneId.of(zone);
        }
    }

    /** The built-in rules, verdicts as told, no keys. */
    public static ReadSettings standardSettings() {
        return new ReadSettings(new LinkedHashMap<>(), Verdicts.AS_TOLD, Belief.PROVEN, new ArrayList<>());
    }

    /** The same with every verdict judged again where the words are there. */
    public ReadSettings judgingAgain() {
        return new ReadSettings(ownRules, Verdicts.JUDGED_AGAIN, belief, keys, logs);
    }

    /** The same with verdicts as they are told, and the built-in rules for what is not. */
    public ReadSettings asTold() {
        return new ReadSettings(new LinkedHashMap<>(), Verdicts.AS_TOLD, belief, keys, logs);
    }

    /** The same with other rules laid over the built-in ones. */
    public ReadSettings with(LinkedHashMap<String, String> rules) {
        return new ReadSettings(rules, verdicts, belief, keys, logs);
    }
}
