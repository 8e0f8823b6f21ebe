package dev.rebound.classify.match;

import dev.rebound.classify.text.NormalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * All phrases of all rules, made ready to be looked for together.
 *
 * <p>The parts of all phrases go into one {@link Automaton}. A phrase without gaps is found as soon
 * as its only part is. A phrase with gaps becomes a candidate when its last part is found and is
 * checked afterwards against the places of all parts, which is linear in their number.
 *
 * <p>Immutable; thread-safe.
 */
public final class PhraseBook {

    private final List<Phrase> phrases;
    private final Automaton automaton;
    private final Literal[] literals;

    /** For each literal the phrases without gaps that it is one choice of. */
    private final int[][] wholePhrases;

    /** For each literal the phrases with gaps that it can end. */
    private final int[][] closedPhrases;

    /** For each phrase and each of its parts the numbers of its choices, ascending. */
    private final int[][][] parts;

    private PhraseBook(Builder builder) {
        phrases = List.copyOf(builder.phrases);
        Map<Literal, Integer> numbers = new LinkedHashMap<>();
        parts = new int[phrases.size()][][];
        for (int phrase = 0; phrase < parts.length; phrase++) {
            parts[phrase] = phrases.get(phrase).parts().stream()
                    .map(part -> numbers(part, numbers))
                    .toArray(int[][]::new);
        }
        literals = numbers.keySet().toArray(Literal[]::new);
        wholePhrases = phrasesEndingWith(phrase -> parts[phrase].length == 1);
        closedPhrases = phrasesEndingWith(phrase -> parts[phrase].length > 1);
        automaton = new Automaton(List.of(literals));
    }

    private static int[] numbers(Phrase.Part part, Map<Literal, Integer> numbers) {
        return part.choices().stream()
                .mapToInt(literal -> numbers.computeIfAbsent(literal, added -> numbers.size()))
                .sorted()
                .toArray();
    }

    private int[][] phrasesEndingWith(IntPredicate wanted) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < literals.length; i++) {
            lists.add(new ArrayList<>(1));
        }
        for (int phrase = 0; phrase < parts.length; phrase++) {
            if (wanted.test(phrase)) {
                for (int literal : parts[phrase][parts[phrase].length - 1]) {
                    lists.get(literal).add(phrase);
                }
            }
        }
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

    Phrase phrase(int number) {
        return phrases.get(number);
    }

    Literal literal(int number) {
        return literals[number];
    }

    int[] wholePhrases(int literal) {
        return wholePhrases[literal];
    }

    int[] closedPhrases(int literal) {
        return closedPhrases[literal];
    }

    int[][] parts(int phrase) {
        return parts[phrase];
    }
}
