package dev.rebound.classify.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All phrases of all rules, made ready to be looked for together.
 *
 * <p>The parts of all phrases go into one {@link Automaton}. A phrase without gaps is found as soon
 * as its only part is; one with gaps is followed from part to part by a {@link GapTracker}.
 *
 * <p>Immutable; thread-safe.
 */
public final class PhraseBook {

    private final List<Phrase> phrases;
    private final Automaton automaton;
    private final Literal[] literals;

    /** For each literal the phrases without gaps that it is one choice of. */
    private final int[][] wholePhrases;

    /** For each literal the parts of phrases with gaps that it can be. Parts are numbered through. */
    private final int[][] partsOf;

    private final int[] phraseOfPart;
    private final int[] firstPart;

    /** For each part the fewest and the most words before it; -1 if it is the first of its phrase. */
    private final int[] gapMin;

    private final int[] gapMax;

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
        wholePhrases = wholePhrases();
        firstPart = new int[parts.length];
        phraseOfPart = phraseOfPart();
        gapMin = new int[phraseOfPart.length];
        gapMax = new int[phraseOfPart.length];
        fillGaps();
        partsOf = partsOf();
        automaton = new Automaton(List.of(literals));
    }

    private static int[] numbers(Phrase.Part part, Map<Literal, Integer> numbers) {
        return part.choices().stream()
                .mapToInt(literal -> numbers.computeIfAbsent(literal, added -> numbers.size()))
                .sorted()
                .toArray();
    }

    private int[][] wholePhrases() {
        List<List<Integer>> lists = lists();
        for (int phrase = 0; phrase < parts.length; phrase++) {
            if (parts[phrase].length == 1) {
                for (int literal : parts[phrase][0]) {
                    lists.get(literal).add(phrase);
                }
            }
        }
        return arrays(lists);
    }

    private int[] phraseOfPart() {
        List<Integer> phraseOf = new ArrayList<>();
        for (int phrase = 0; phrase < parts.length; phrase++) {
            firstPart[phrase] = phraseOf.size();
            for (int i = 0; parts[phrase].length > 1 && i < parts[phrase].length; i++) {
                phraseOf.add(phrase);
            }
        }
        return phraseOf.stream().mapToInt(Integer::intValue).toArray();
    }

    private void fillGaps() {
        for (int part = 0; part < gapMin.length; part++) {
            int phrase = phraseOfPart[part];
            int before = part - firstPart[phrase] - 1;
            List<Phrase.Gap> gaps = phrases.get(phrase).gaps();
            gapMin[part] = before < 0 ? -1 : gaps.get(before).wordsMin();
            gapMax[part] = before < 0 ? -1 : gaps.get(before).wordsMax();
        }
    }

    private int[][] partsOf() {
        List<List<Integer>> lists = lists();
        for (int part = 0; part < phraseOfPart.length; part++) {
            int phrase = phraseOfPart[part];
            for (int literal : parts[phrase][part - firstPart[phrase]]) {
                lists.get(literal).add(part);
            }
        }
        return arrays(lists);
    }

    private List<List<Integer>> lists() {
        List<List<Integer>> lists = new ArrayList<>(literals.length);
        for (int i = 0; i < literals.length; i++) {
            lists.add(new ArrayList<>(1));
        }
        return lists;
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

        /** The numbers of phrases, each once. */
        public int[] add(List<Phrase> several) {
            return several.stream().mapToInt(this::add).distinct().toArray();
        }

        /** The book of everything added so far. */
        public PhraseBook build() {
            return new PhraseBook(this);
        }
    }

    /** Something to find the phrases of this book with, text after text. */
    public Findings findings() {
        return new Findings(this);
    }

    /** Number of phrases; they are numbered from 0. */
    public int size() {
        return phrases.size();
    }

    /** Bytes of memory that the automaton takes. */
    public long tableBytes() {
        return automaton.tableBytes();
    }

    Automaton automaton() {
        return automaton;
    }

    Literal literal(int number) {
        return literals[number];
    }

    int[] wholePhrases(int literal) {
        return wholePhrases[literal];
    }

    int[] partsOf(int literal) {
        return partsOf[literal];
    }

    int partCount() {
        return phraseOfPart.length;
    }

    int phraseOfPart(int part) {
        return phraseOfPart[part];
    }

    boolean isFirstPart(int part) {
        return gapMin[part] < 0;
    }

    /** Fewest words between the part before and this one. */
    int gapMin(int part) {
        return gapMin[part];
    }

    /** Most words between the part before and this one. */
    int gapMax(int part) {
        return gapMax[part];
    }

    boolean isLastPart(int part) {
        return part + 1 == phraseOfPart.length || phraseOfPart[part + 1] != phraseOfPart[part];
    }

    int firstPart(int phrase) {
        return firstPart[phrase];
    }

    int[][] parts(int phrase) {
        return parts[phrase];
    }
}
