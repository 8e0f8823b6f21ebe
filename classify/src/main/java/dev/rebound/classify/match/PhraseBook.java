package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All phrases of all rules, made ready to be looked for together.
 *
 * <p>The parts of all phrases go into one {@link Automaton}. A phrase without gaps is found as soon
 * as its only part is. A phrase with gaps becomes a candidate when its first part is found and is
 * checked afterwards against the places of all parts, which is linear in their number.
 *
 * <p>Immutable; thread-safe.
 */
public final class PhraseBook {

    private final List<Phrase> phrases;
    private final Automaton automaton;

    /** For each literal the phrases without gaps that it is, and those with gaps that it opens. */
    private final int[][] wholePhrases;

    private final int[][] openedPhrases;

    /** For each phrase with gaps the numbers of its literals; empty for the others. */
    private final int[][] parts;

    private final List<Literal> literals;

    private PhraseBook(Builder builder) {
        phrases = List.copyOf(builder.phrases);
        Map<Literal, Integer> numbers = new HashMap<>();
        literals = new ArrayList<>();
        List<List<Integer>> whole = new ArrayList<>();
        List<List<Integer>> opened = new ArrayList<>();
        parts = new int[phrases.size()][];
        for (int phrase = 0; phrase < phrases.size(); phrase++) {
            List<Literal> own = phrases.get(phrase).literals();
            int[] ownNumbers = new int[own.size()];
            for (int i = 0; i < own.size(); i++) {
                ownNumbers[i] = numbers.computeIfAbsent(own.get(i), literal -> {
                    literals.add(literal);
                    whole.add(new ArrayList<>(1));
                    opened.add(new ArrayList<>(0));
                    return literals.size() - 1;
                });
            }
            parts[phrase] = ownNumbers;
            (own.size() == 1 ? whole : opened).get(ownNumbers[0]).add(phrase);
        }
        wholePhrases = arrays(whole);
        openedPhrases = arrays(opened);
        automaton = new Automaton(literals);
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Collects phrases; equal ones are kept once. */
    public static final class Builder {

        private final List<Phrase> phrases = new ArrayList<>();
        private final Map<String, Integer> known = new HashMap<>();

        /** The number by which the phrase is known from now on. */
        public int add(Phrase phrase) {
            return known.computeIfAbsent(phrase.canonical(), canonical -> {
                phrases.add(phrase);
                return phrases.size() - 1;
            });
        }

        /** The book of everything added so far. */
        public PhraseBook build() {
            return new PhraseBook(this);
        }
    }

    /** Everything that is found in a text. */
    public Findings findIn(NormalText text) {
        Findings findings = new Findings(this, text);
        automaton.search(text, findings);
        findings.checkGaps();
        return findings;
    }

    /** Number of phrases; they are numbered from 0. */
    public int size() {
        return phrases.size();
    }

    /** Bytes of memory that the automaton takes. */
    public long tableBytes() {
        return automaton.tableBytes();
    }

    /** How much a phrase says: the bytes of its words. */
    public int weight(int phrase) {
        return phrases.get(phrase).weight();
    }

    Phrase phrase(int number) {
        return phrases.get(number);
    }

    Literal literal(int number) {
        return literals.get(number);
    }

    int[] wholePhrases(int literal) {
        return wholePhrases[literal];
    }

    int[] openedPhrases(int literal) {
        return openedPhrases[literal];
    }

    int[] parts(int phrase) {
        return parts[phrase];
    }
}
