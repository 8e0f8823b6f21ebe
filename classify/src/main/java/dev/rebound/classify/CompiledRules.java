package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.match.PhraseBook;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Pack;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.smtp.SmtpCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule set with its phrases in one book, and for each phrase who waits for it.
 *
 * <p>A rule is satisfied when each of its groups has a phrase in the text. Groups of all rules are
 * numbered through as slots, so that a phrase that was found fills slots, and no rule is looked at of
 * which nothing was found. Immutable; thread-safe.
 */
final class CompiledRules {

    private final RuleSet set;
    private final Fallback fallback;
    private final PhraseBook book;
    private final Priors priors;
    private final Rule[] rules;

    /** For each rule its first slot; one more at the end. */
    private final int[] firstSlot;

    private final int[] ruleOfSlot;

    /** For each rule its pack. */
    private final int[] packOfRule;

    /** For each phrase the slots it fills, the rules it keeps out, the packs it betrays. */
    private final int[][] slotsOf;

    private final int[][] vetoesOf;
    private final int[][] packsOf;

    /** For each phrase the first row of commands that it is a mark of, or {@link #NO_COMMAND}. */
    private final int[] commandOf;

    private final Map<String, Integer> packByHost = new HashMap<>();

    /** Behind every row of the table of commands. */
    static final int NO_COMMAND = Integer.MAX_VALUE;

    CompiledRules(RuleSet set, Fallback fallback) {
        this.set = set;
        this.fallback = fallback;
        this.priors = new Priors(set.codes());
        this.rules = set.rules().toArray(Rule[]::new);
        Map<String, Integer> packNumbers = new HashMap<>();
        set.packs().forEach(pack -> packNumbers.put(pack.id(), packNumbers.size()));
        PhraseBook.Builder builder = new PhraseBook.Builder();
        Lists slots = new Lists();
        Lists vetoes = new Lists();
        firstSlot = new int[rules.length + 1];
        packOfRule = new int[rules.length];
        int slot = 0;
        for (int number = 0; number < rules.length; number++) {
            Match match = rules[number].match();
            firstSlot[number] = slot;
            for (List<Phrase> group : match.groups()) {
                slots.add(builder.add(group), slot++);
            }
            vetoes.add(builder.add(match.none()), number);
            packOfRule[number] = packNumbers.getOrDefault(rules[number].pack(), -1);
        }
        firstSlot[rules.length] = slot;
        Lists packs = new Lists();
        for (Pack pack : set.packs()) {
            int number = packNumbers.getOrDefault(pack.id(), -1);
            packs.add(builder.add(pack.marks()), number);
            pack.hosts().forEach(host -> packByHost.put(host, number));
        }
        Lists commands = new Lists();
        List<CodeTable.CommandRow> rows = set.codes().commands();
        for (int row = 0; row < rows.size(); row++) {
            commands.add(builder.add(rows.get(row).marks()), row);
        }
        book = builder.build();
        ruleOfSlot = ruleOfSlot();
        slotsOf = slots.arrays(book.size());
        vetoesOf = vetoes.arrays(book.size());
        packsOf = packs.arrays(book.size());
        commandOf = Arrays.stream(commands.arrays(book.size()))
                .mapToInt(own -> own.length == 0 ? NO_COMMAND : own[0])
                .toArray();
    }

    /** Numbers by phrase, while they are collected. */
    private static final class Lists {

        private static final int[] NONE = {};

        private final List<List<Integer>> lists = new ArrayList<>();

        void add(int[] phrases, int number) {
            for (int phrase : phrases) {
                while (lists.size() <= phrase) {
                    lists.add(new ArrayList<>(1));
                }
                lists.get(phrase).add(number);
            }
        }

        int[][] arrays(int size) {
            int[][] arrays = new int[size][];
            for (int i = 0; i < size; i++) {
                boolean isEmpty = i >= lists.size() || lists.get(i).isEmpty();
                arrays[i] = isEmpty
                        ? NONE
                        : lists.get(i).stream().mapToInt(Integer::intValue).toArray();
            }
            return arrays;
        }
    }

    private int[] ruleOfSlot() {
        int[] ruleOf = new int[firstSlot[rules.length]];
        for (int number = 0; number < rules.length; number++) {
            Arrays.fill(ruleOf, firstSlot[number], firstSlot[number + 1], number);
        }
        return ruleOf;
    }

    RuleSet set() {
        return set;
    }

    /** Who is asked where no rule speaks. */
    Fallback fallback() {
        return fallback;
    }

    PhraseBook book() {
        return book;
    }

    Priors priors() {
        return priors;
    }

    int ruleCount() {
        return rules.length;
    }

    Rule rule(int number) {
        return rules[number];
    }

    int slotCount() {
        return ruleOfSlot.length;
    }

    int firstSlot(int rule) {
        return firstSlot[rule];
    }

    /** Behind the last slot of a rule. */
    int endSlot(int rule) {
        return firstSlot[rule + 1];
    }

    int ruleOfSlot(int slot) {
        return ruleOfSlot[slot];
    }

    int packOfRule(int rule) {
        return packOfRule[rule];
    }

    int packCount() {
        return set.packs().size();
    }

    int[] slotsOf(int phrase) {
        return slotsOf[phrase];
    }

    int[] vetoesOf(int phrase) {
        return vetoesOf[phrase];
    }

    int[] packsOf(int phrase) {
        return packsOf[phrase];
    }

    /** The row of the command that a phrase says was answered, or {@link #NO_COMMAND}. */
    int commandOf(int phrase) {
        return commandOf[phrase];
    }

    Optional<SmtpCommand> command(int row) {
        return row == NO_COMMAND
                ? Optional.empty()
                : Optional.of(set.codes().commands().get(row).command());
    }

    /** The pack of the provider that a host name belongs to, or -1. */
    int packOfHost(String host) {
        String rest = host;
        while (true) {
            Integer pack = packByHost.get(rest);
            if (pack != null) {
                return pack;
            }
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return -1;
            }
            rest = rest.substring(dot + 1);
        }
    }

    long compiledBytes() {
        return book.tableBytes();
    }
}
