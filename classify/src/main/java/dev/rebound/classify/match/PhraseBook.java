package dev.rebound.classify.match;

import java.util.ArrayList;
import java.util.Arrays;
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
 * phrase that an anchor asks for stand the signatures of another part, so that the phrases of an anchor
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

    /** For each literal its first phrase without gaps and its first anchored phrase; two more at the end. */
    private final int[] firstOf;

    /** Phrases without gaps, literal by literal. */
    private final int[] whole;

    /** Phrases with gaps, by the literals of their anchors. */
    private final int[] anchored;

    /** For each of these the signatures of another part. */
    private final long[] needed;

    /** For each phrase its parts. */
    private final Shape[] shapes;

    private PhraseBook(Builder builder) {
        phrases = List.copyOf(builder.phrases);
        List<Literal> sorted = sorted(phrases);
        Map<Literal, Integer> numbers = new HashMap<>();
        sorted.forEach(literal -> numbers.put(literal, numbers.size()));
        shapes = phrases.stream().map(phrase -> Shape.of(phrase, numbers)).toArray(Shape[]::new);
        literals = new LiteralTable(sorted, Signatures.of(sorted, shapes));
        Arrays.setAll(shapes, phrase -> shapes[phrase].signed(literals));
        Anchors anchors = new Anchors(shapes, literals);
        firstOf = anchors.firstOf();
        whole = anchors.whole();
        anchored = anchors.anchored();
        needed = anchors.needed();
        automaton = new Automaton(sorted);
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
     * @param signatures of each part those of its choices
     * @param gaps before each part but the first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Shape(int[][] literals, long[] signatures, List<Phrase.Gap> gaps) {

        static Shape of(Phrase phrase, Map<Literal, Integer> numbers) {
            return new Shape(
                    phrase.parts().stream()
                            .map(part -> part.choices().stream()
                                    .mapToInt(numbers::get)
                                    .sorted()
                                    .toArray())
                            .toArray(int[][]::new),
                    new long[phrase.parts().size()],
                    phrase.gaps());
        }

        /** The same with the signatures of its parts. */
        private Shape signed(LiteralTable table) {
            long[] signed = new long[literals.length];
            Arrays.setAll(signed, part -> table.signatures(literals[part]));
            return new Shape(literals, signed, gaps);
        }

        int parts() {
            return literals.length;
        }

        int[] literals(int part) {
            return literals[part];
        }

        /** The signatures of a part's choices. */
        long signatures(int part) {
            return signatures[part];
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
                + 4L * (firstOf.length + whole.length + anchored.length)
                + 8L * needed.length
                + Arrays.stream(shapes).mapToLong(PhraseBook::shapeBytes).sum();
    }

    /** As objects lie in memory: a header of 16 bytes each. */
    private static long shapeBytes(Shape shape) {
        long bytes = 24 + 16 + 16;
        for (int[] choices : shape.literals) {
            bytes += 4 + 8 + 16 + 4L * choices.length;
        }
        return bytes;
    }

    Automaton automaton() {
        return automaton;
    }

    LiteralTable literals() {
        return literals;
    }

    Shape shape(int phrase) {
        return shapes[phrase];
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
        return anchored[entry];
    }

    /** Signatures of which the text must have one for the phrase of an entry to stand in it. */
    long needed(int entry) {
        return needed[entry];
    }
}
