package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.match.PhraseBook;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Pack;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rule set with its phrases in one book, and for each phrase who waits for it. Immutable. */
final class CompiledRules {

    private final RuleSet set;
    private final Fallback fallback;
    private final PhraseBook book;
    private final List<CompiledRule> rules;

    /** For each phrase the rules of whose first group it is one. */
    private final int[][] rulesOf;

    /** For each phrase the packs whose provider or mailer it betrays. */
    private final int[][] packsOf;

    private final List<Mark> commandMarks;
    private final Map<String, Integer> packByHost = new HashMap<>();

    /**
     * A phrase that says which command was answered.
     *
     * @param phrase its number
     * @param row the row of the command
     */
    record Mark(int phrase, CodeTable.CommandRow row) {}

    /** A rule with numbers for phrases. */
    static final class CompiledRule {

        private final Rule rule;
        private final int pack;
        private final int[][] groups;
        private final int[] none;

        CompiledRule(Rule rule, int pack, int[][] groups, int[] none) {
            this.rule = rule;
            this.pack = pack;
            this.groups = groups;
            this.none = none;
        }

        Rule rule() {
            return rule;
        }

        /** The number of its pack. */
        int pack() {
            return pack;
        }

        /** One phrase of each must be found. */
        int[][] groups() {
            return groups;
        }

        /** None of these may be found. */
        int[] none() {
            return none;
        }
    }

    CompiledRules(RuleSet set) {
        this(set, Fallback.NONE);
    }

    CompiledRules(RuleSet set, Fallback fallback) {
        this.set = set;
        this.fallback = fallback;
        PhraseBook.Builder builder = new PhraseBook.Builder();
        List<List<Integer>> rulesByPhrase = new ArrayList<>();
        List<List<Integer>> packsByPhrase = new ArrayList<>();
        Map<String, Integer> packNumbers = packNumbers(set.packs());
        rules = new ArrayList<>();
        for (Rule rule : set.rules()) {
            Match match = rule.match();
            int[][] groups = match.groups().stream()
                    .map(group -> numbers(group, builder))
                    .toArray(int[][]::new);
            int number = rules.size();
            for (int phrase : groups[0]) {
                at(rulesByPhrase, phrase).add(number);
            }
            rules.add(new CompiledRule(
                    rule, packNumbers.getOrDefault(rule.pack(), -1), groups, numbers(match.none(), builder)));
        }
        for (Pack pack : set.packs()) {
            for (int phrase : numbers(pack.marks(), builder)) {
                at(packsByPhrase, phrase).add(packNumbers.getOrDefault(pack.id(), -1));
            }
            pack.hosts().forEach(host -> packByHost.put(host, packNumbers.getOrDefault(pack.id(), -1)));
        }
        commandMarks = new ArrayList<>();
        for (CodeTable.CommandRow row : set.codes().commands()) {
            for (int phrase : numbers(row.marks(), builder)) {
                commandMarks.add(new Mark(phrase, row));
            }
        }
        book = builder.build();
        rulesOf = arrays(rulesByPhrase, book.size());
        packsOf = arrays(packsByPhrase, book.size());
    }

    private static Map<String, Integer> packNumbers(List<Pack> packs) {
        Map<String, Integer> numbers = new HashMap<>();
        packs.forEach(pack -> numbers.put(pack.id(), numbers.size()));
        return numbers;
    }

    private static int[] numbers(List<Phrase> phrases, PhraseBook.Builder builder) {
        return phrases.stream().mapToInt(builder::add).distinct().toArray();
    }

    private static List<Integer> at(List<List<Integer>> lists, int index) {
        while (lists.size() <= index) {
            lists.add(new ArrayList<>(1));
        }
        return lists.get(index);
    }

    private static int[][] arrays(List<List<Integer>> lists, int size) {
        int[][] arrays = new int[size][];
        for (int i = 0; i < size; i++) {
            arrays[i] = i < lists.size()
                    ? lists.get(i).stream().mapToInt(Integer::intValue).toArray()
                    : new int[0];
        }
        return arrays;
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

    CompiledRule rule(int number) {
        return rules.get(number);
    }

    int ruleCount() {
        return rules.size();
    }

    int packCount() {
        return set.packs().size();
    }

    int[] rulesOf(int phrase) {
        return rulesOf[phrase];
    }

    int[] packsOf(int phrase) {
        return packsOf[phrase];
    }

    List<Mark> commandMarks() {
        return commandMarks;
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
