package dev.rebound.stream.read;

import dev.rebound.feed.report.ReportReader.Belief;
import dev.rebound.feed.seen.SeenReader.Verdicts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * What the first step works with. It goes with the job to every machine; keys do not, only where they lie.
 *
 * @param ownRules texts of the installation's own rule files by name, laid over the built-in ones
 * @param verdicts whose verdict of a line that brings one counts
 * @param belief what reports are believed
 * @param keys of the installations whose mail it is
 */
public record ReadSettings(
        LinkedHashMap<String, String> ownRules, Verdicts verdicts, Belief belief, ArrayList<KeyFile> keys)
        implements Serializable {

    private static final long serialVersionUID = 1L;

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

    /** The built-in rules, verdicts as told, no keys. */
    public static ReadSettings standardSettings() {
        return new ReadSettings(new LinkedHashMap<>(), Verdicts.AS_TOLD, Belief.PROVEN, new ArrayList<>());
    }

    /** The same with every verdict judged again where the words are there. */
    public ReadSettings judgingAgain() {
        return new ReadSettings(ownRules, Verdicts.JUDGED_AGAIN, belief, keys);
    }

    /** The same with other rules laid over the built-in ones. */
    public ReadSettings with(LinkedHashMap<String, String> rules) {
        return new ReadSettings(rules, verdicts, belief, keys);
    }
}
