package dev.rebound.classify.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All phrases of all rules, made ready to be looked for together.
 *
 * <p>The parts of all phrases go into one {@link Automaton}, which finds the literals of a text in one
 * pass. A phrase without gaps stands in the text as soon as its only part does. One with gaps is asked
 * for by one of its parts, its <em>anchor</em>: the one whose literals belong to the fewest phrases,
 * because {@code mailbox} begins hundreds of phrases of which {@code quarantined} ends two. Beside each
 * phrase that an anchor asks for stands the {@link Kin} of another part, so that the phrases of an anchor
 * are run through as one row of numbers, and only those of which a second part was probably found are
 * looked at.
 *
 * <p>What a search touches is laid out in flat tables, because what it costs is the memory it waits for.
 * Immutable; thread-safe.
 */
public final class PhraseBook {

    private final List<Phrase> phrases;
    private final Automaton automaton;
    private final LiteralTable literals;
    private final int kinCount;

    /** For each literal its first phrase without gaps and its first anchored phrase; two more at the end. */
    private final int[] firstOf;

    /** Phrases without gaps, literal by literal. */
    private final int[] whole;

    /** Phrases with gaps, by the literals of their anchors: each behind the kin of another part. */
    private final long[] anchored;

    private final ShapeTable shapes;

    private PhraseBook(Builder builder) {
        phrases = List.copyOf(builder.phrases);
        List<Literal> sorted = sorted(phrases);
        Map<Literal, Integer> numbers = new HashMap<>();
        sorted.forEach(literal -> numbers.put(literal, numbers.size()));
        Shape[] parts =
                phrases.stream().map(phrase -> Shape.of(phrase, numbers)).toArray(Shape[]::new);
        Kin kin = new Kin(sorted, parts);
        kinCount = kin.count();
        shapes = new ShapeTable(parts, kin);
        AutomatonBuilder built = new AutomatonBuilder(sorted);
        automaton = new Automaton(built);
        literals = new LiteralTable(sorted, kin.ofLiterals(), built.shorter());
        Anchors anchors = new Anchors(parts, kin, sorted.size());
        firstOf = anchors.firstOf();
        whole = anchors.whole();
        anchored = anchors.anchored();
    }

    private static List<Literal> sorted(List<Phrase> phrases) {
        TreeSet<Literal> literals = new TreeSet<>();
        for (Phrase phrase : phrases) {
            phrase.parts().forEach(part -> literals.addAll(part.choices()));
        }
        return List.copyOf(literals);
    }

    /**
     * The parts of a phrase.
     *
     * @param literals of each part the numbers of its choices, ascending
     * @param gaps before each part but the first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shape(int[][] literals, List<Phrase.Gap> gaps) {

        static Shape of(Phrase phrase, Map<Literal, Integer> numbers) {
            return new Shape(
                    phrase.parts().stream()
                            .map(part -> part.choices().stream()
                                    .mapToInt(numbers::get)
                                    .sorted()
                                    .toArray())
                            .toArray(int[][]::new),
                    phrase.gaps());
        }

        int parts() {
            return literals.length;
        }

        int[] literals(int part) {
            return literals[part];
        }

        /** Fewest words between a part and the one before. */
        int wordsMin(int part) {
            return gaps.get(part - 1).wordsMin();
        }

        /** Most words between a part and the one before. */
        int wordsMax(int part) {
            return gaps.get(part - 1).wordsMax();
        }
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

        /**
         * The book of everything added so far.
         *
         * @throws IllegalArgumentException if it would take more memory than the limits of a rule set foresee
         */
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

    /** Bytes of memory that the tables take. */
    public long tableBytes() {
        return automaton.tableBytes()
                + literals.tableBytes()
                + shapes.tableBytes()
                + 4L * (firstOf.length + whole.length)
                + 8L * anchored.length;
    }

    Automaton automaton() {
        return automaton;
    }

    /** One more than the largest number of a kin. */
    int kinCount() {
        return kinCount;
    }

    LiteralTable literals() {
        return literals;
    }

    ShapeTable shapes() {
        return shapes;
    }

    /** The first entry of a literal among the phrases without gaps; the next literal's is behind its last. */
    int firstWhole(int literal) {
        return firstOf[2 * literal];
    }

    /** The phrase of an entry: one without gaps, of which the literal is a choice. */
    int whole(int entry) {
        return whole[entry];
    }

    /** The first entry of a literal among the anchored phrases; the next literal's is behind its last. */
    int firstAnchored(int literal) {
        return firstOf[2 * literal + 1];
    }

    /** The phrase of an entry: one with gaps, of whose anchor the literal is a choice. */
    int anchored(int entry) {
        return (int) anchored[2 * entry + 1];
    }

    /** Kins of which the text must have one for the phrase of an entry to stand in it. */
    long needed(int entry) {
        return anchored[2 * entry];
    }
}
