package dev.rebound.classify;

import dev.rebound.classify.text.NormalText;
import dev.rebound.core.smtp.SmtpCommand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rulings on the words of late, for whoever says the same again.
 *
 * <p>Servers repeat themselves: a provider that refuses a mailing does so a hundred thousand times in one
 * sentence, and once its addresses and ids are masked the sentence is the same. A ruling depends on the
 * words and the {@link Circumstances} alone, so it is looked up before it is worked out. Everything is
 * compared, not only a hash, so that nobody can write a text that is ruled on as another.
 *
 * <p>A table of fixed size, in sets of four places: words go to the set that their hash says, and of five that
 * meet there the oldest goes. Sets, because a thousand wordings of a busy day must not push each other out of
 * four thousand places: one in a hundred meets four others. Words of more than {@link #LENGTH_MAX} bytes seldom
 * return and are not kept. Shared by threads, which may lose each other's rulings and never see half of one.
 */
final class Precedents {

    /** Longest words that are kept, in bytes: the longest refusals of the large providers have 900. */
    static final int LENGTH_MAX = 1_024;

    /** A power of two. At most 4 MB of words. */
    private static final int PLACES = 1 << 12;

    /** Places of a set. */
    private static final int SET = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Odd and without a pattern: 2^64 divided by the golden ratio. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final @Nullable Precedent[] kept = new @Nullable Precedent[PLACES];

    /**
     * What a ruling depends on beside the words.
     *
     * @param evidence the codes that count
     * @param hostPack the pack of the provider whose server spoke, or -1
     * @param command the command that was answered, if the report says so
     */
    record Circumstances(Evidence evidence, int hostPack, Optional<SmtpCommand> command) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Precedent(long hash, byte[] words, Circumstances circumstances, Ruling ruling) {

        /** The hash only spares the look at other words of the set. */
        boolean isAbout(long other, NormalText others, Circumstances theirs) {
            return hash == other
                    && Arrays.equals(words, 0, words.length, others.bytes(), 0, others.length())
                    && circumstances.equals(theirs);
        }
    }

    /** The ruling on the same words in the same circumstances, if it is still known. */
    @Nullable
    Ruling find(NormalText words, Circumstances circumstances) {
        long hash = hash(words, circumstances);
        int first = set(hash);
        for (int place = first; place < first + SET; place++) {
            Precedent precedent = kept[place];
            if (precedent != null && precedent.isAbout(hash, words, circumstances)) {
                return precedent.ruling();
            }
        }
        return null;
    }

    /** Keeps a ruling in the first place of its set; the others move on, and the last is forgotten. */
    void keep(NormalText words, Circumstances circumstances, Ruling ruling) {
        if (words.length() <= LENGTH_MAX) {
            long hash = hash(words, circumstances);
            int first = set(hash);
            for (int place = first + SET - 1; place > first; place--) {
                kept[place] = kept[place - 1];
            }
            kept[first] = new Precedent(hash, Arrays.copyOf(words.bytes(), words.length()), circumstances, ruling);
        }
    }

    private static int set(long hash) {
        return (int) (hash >>> Integer.SIZE) & (PLACES - SET);
    }

    private static long hash(NormalText words, Circumstances circumstances) {
        byte[] bytes = words.bytes();
        int length = Math.min(words.length(), LENGTH_MAX);
        long hash =
                circumstances.evidence().code() * 31L + circumstances.evidence().status();
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, at));
        }
        for (; at < length; at++) {
            hash = mixed(hash, bytes[at]);
        }
        // once more, so that the last bytes reach all bits
        return mixed(hash, length);
    }

    private static long mixed(long hash, long next) {
        long mixed = (hash ^ next) * MIX;
        return mixed ^ (mixed >>> 29);
    }
}
