package dev.rebound.classify;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.match.PhraseBook;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Pack;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.classify.rule.Scope;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.RuleId;
import dev.rebound.core.smtp.SmtpCommand;
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
 * which nothing was found. What a contest of rules asks for stands in tables of numbers beside the
 * rules; the rules themselves are read for the few that have conditions, and for explanations.
 * Immutable but for what it remembers; thread-safe.
 */
final class CompiledRules {

    /** Behind every row of the table of commands. */
    static final int NO_COMMAND = Integer.MAX_VALUE;

    /** Of a rank the bits below those of the specificity: what was found of the rule's words. */
    private static final int WEIGHT_BITS = 32;

    /** Of a rank the lowest bits: the number of conditions. */
    private static final int CONDITION_BITS = 16;

    private static final int STANDINGS = Standing.values().length;

    private final RuleSet set;
    private final Fallback fallback;
    private final PhraseBook book;
    private final Effects effects;
    private final Hosts hosts;
    private final Priors priors;
    private final Precedents precedents = new Precedents();
    private final Rule[] rules;

    /** For each rule its first slot; one more at the end. */
    private final int[] firstSlot;

    private final int[] ruleOfSlot;

    /** For each rule the pack that must speak, or -1. */
    private final int[] packNeeded;

    private final boolean[] hasConditions;

    /** For each rule its rank before anything is found of it. */
    private final long[] rank;

    /** For each rule and each standing the reason. */
    private final Reason[] reasons;

    /** For each rule its id, as a verdict names a runner-up. */
    private final List<Optional<RuleId>> ids;

    CompiledRules(RuleSet set, Fallback fallback) {
        this.set = set;
        this.fallback = fallback;
        this.priors = new Priors(set.codes());
        this.rules = set.rules().toArray(Rule[]::new);
        this.firstSlot = firstSlots(rules);
        this.ruleOfSlot = new int[firstSlot[rules.length]];
        this.packNeeded = new int[rules.length];
        this.hasConditions = new boolean[rules.length];
        this.rank = new long[rules.length];
        this.reasons = new Reason[STANDINGS * rules.length];
        this.ids = Arrays.stream(rules).map(rule -> Optional.of(rule.id())).toList();
        Map<String, Integer> packs = new HashMap<>();
        set.packs().forEach(pack -> packs.put(pack.id(), packs.size()));
        for (int number = 0; number < rules.length; number++) {
            tabulate(number, packs);
        }
        PhraseBook.Builder phrases = new PhraseBook.Builder();
        Effects.Builder collected = new Effects.Builder();
        addRules(phrases, collected);
        this.hosts = addPacks(phrases, collected, packs);
        addCommands(phrases, collected);
        this.book = phrases.build();
        this.effects = collected.build();
    }

    private static int[] firstSlots(Rule[] rules) {
        int[] first = new int[rules.length + 1];
        for (int number = 0; number < rules.length; number++) {
            first[number + 1] = first[number] + rules[number].match().groups().size();
        }
        return first;
    }

    @SuppressWarnings("EnumOrdinal") // places in tables that live and die with this object
    private void tabulate(int number, Map<String, Integer> packs) {
        Rule rule = rules[number];
        Match match = rule.match();
        Arrays.fill(ruleOfSlot, firstSlot[number], firstSlot[number + 1], number);
        packNeeded[number] = rule.scope() == Scope.ANY ? -1 : packs.getOrDefault(rule.pack(), -1);
        hasConditions[number] = match.conditionCount() > 0;
        rank[number] = (long) rule.specificity().ordinal() << (WEIGHT_BITS + CONDITION_BITS)
                | (match.conditionCount() + match.groups().size());
        for (Standing standing : Standing.values()) {
            reasons[STANDINGS * number + standing.ordinal()] =
                    standing.choose(rule.outcome().permanent(), rule.outcome().transientReason());
        }
    }

    private void addRules(PhraseBook.Builder phrases, Effects.Builder collected) {
        for (int number = 0; number < rules.length; number++) {
            int slot = firstSlot[number];
            for (List<Phrase> group : rules[number].match().groups()) {
                collected.add(phrases.add(group), Effects.SLOT, slot++);
            }
            collected.add(phrases.add(rules[number].match().none()), Effects.VETO, number);
        }
    }

    private Hosts addPacks(PhraseBook.Builder phrases, Effects.Builder collected, Map<String, Integer> packs) {
        Map<String, Integer> packByHost = new HashMap<>();
        for (Pack pack : set.packs()) {
            int number = packs.getOrDefault(pack.id(), -1);
            collected.add(phrases.add(pack.marks()), Effects.PACK, number);
            pack.hosts().forEach(host -> packByHost.put(host, number));
        }
        return new Hosts(packByHost);
    }

    private void addCommands(PhraseBook.Builder phrases, Effects.Builder collected) {
        List<CodeTable.CommandRow> rows = set.codes().commands();
        for (int row = 0; row < rows.size(); row++) {
            collected.add(phrases.add(rows.get(row).marks()), Effects.COMMAND, row);
        }
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

    Effects effects() {
        return effects;
    }

    Priors priors() {
        return priors;
    }

    /** What was decided of late by these rules. */
    Precedents precedents() {
        return precedents;
    }

    int ruleCount() {
        return rules.length;
    }

    Rule rule(int number) {
        return rules[number];
    }

    /** The id of a rule, as a verdict names a runner-up. */
    Optional<RuleId> id(int rule) {
        return ids.get(rule);
    }

    /** What a rule concludes where a refusal is this final. */
    @SuppressWarnings("EnumOrdinal") // see tabulate
    Reason reason(int rule, Standing standing) {
        return reasons[STANDINGS * rule + standing.ordinal()];
    }

    /** Whether a rule demands more than words. */
    boolean hasConditions(int rule) {
        return hasConditions[rule];
    }

    /** The pack that must speak for a rule to hold, or -1. */
    int packNeeded(int rule) {
        return packNeeded[rule];
    }

    /**
     * Where a rule stands among those that hold, the higher the better: by its specificity, then by the
     * words found of it, then by how much it demands.
     *
     * @param weight bytes of words found
     */
    long rank(int rule, int weight) {
        return rank[rule] + ((long) weight << CONDITION_BITS);
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

    int packCount() {
        return set.packs().size();
    }

    Optional<SmtpCommand> command(int row) {
        return row == NO_COMMAND
                ? Optional.empty()
                : Optional.of(set.codes().commands().get(row).command());
    }

    /** The pack of the provider that a host name belongs to, or -1. */
    int packOfHost(String host) {
        return hosts.packOf(host);
    }

    long compiledBytes() {
        return book.tableBytes() + effects.tableBytes();
    }
}
