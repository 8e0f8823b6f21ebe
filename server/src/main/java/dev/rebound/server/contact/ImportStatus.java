package dev.rebound.server.contact;

import dev.rebound.server.csv.FileSurvey;
import dev.rebound.server.csv.TextEncoding;
import java.util.List;
import java.util.Optional;

/**
 * How far an import has come. Rows with anything in them = added + updated + repeated + refused.
 *
 * @param linesInAll in the file, headings and empty lines included; 0 until it has been surveyed
 * @param linesDone of them
 * @param repeated rows whose address stands further down again; the last of them counts
 * @param refused lines that were not imported
 * @param firstRefused the first {@link #REFUSED_SHOWN_MAX} of them
 * @param encoding how the file is read; empty until it has been surveyed
 * @param headings the first row's cells where no column with addresses was found, for the message
 */
public record ImportStatus(
        Stage stage,
        long linesInAll,
        long linesDone,
        long added,
        long updated,
        long repeated,
        long refused,
        List<RefusedLine> firstRefused,
        Optional<TextEncoding> encoding,
        List<String> headings) {

    /** How many refused lines the page shows; the others are in the file to download. */
    public static final int REFUSED_SHOWN_MAX = 100;

    public ImportStatus {
        firstRefused = List.copyOf(firstRefused);
        headings = List.copyOf(headings);
    }

    /** Where an import stands. */
    public enum Stage {
        /** Somebody is looking at its columns. Nothing was changed. */
        CHOOSING,
        WAITING,
        RUNNING,
        DONE,
        /** No rows. Nothing was changed. */
        EMPTY_FILE,
        /** None of its first lines can be read as cells. Nothing was changed. */
        NOT_A_TABLE,
        /** More than {@link ContactImport#LINES_MAX} lines. Nothing was changed. */
        TOO_MANY_LINES,
        /** No column with addresses. Nothing was changed. */
        NO_EMAIL_COLUMN,
        /** The file or the store failed midway; what was counted is kept. */
        BROKEN_OFF;

        /** True once nothing more will happen. */
        public boolean isOver() {
            return switch (this) {
                case CHOOSING, WAITING, RUNNING -> false;
                case DONE, EMPTY_FILE, NOT_A_TABLE, TOO_MANY_LINES, NO_EMAIL_COLUMN, BROKEN_OFF -> true;
            };
        }
    }

    static ImportStatus waiting() {
        return new ImportStatus(Stage.WAITING, 0, 0, 0, 0, 0, 0, List.of(), Optional.empty(), List.of());
    }

    /** A file that was looked at and that nothing was taken from. */
    static ImportStatus lookedAt(Stage stage, FileSurvey survey, TextEncoding encoding, List<RefusedLine> broken) {
        return new ImportStatus(
                stage, survey.lines(), 0, 0, 0, 0, broken.size(), broken, Optional.of(encoding), List.of());
    }

    /** The same figures at another stage. */
    ImportStatus at(Stage other) {
        return new ImportStatus(
                other, linesInAll, linesDone, added, updated, repeated, refused, firstRefused, encoding, headings);
    }

    /** 0 to 100. */
    public int percent() {
        if (stage == Stage.DONE) {
            return 100;
        }
        return linesInAll == 0 ? 0 : (int) Math.min(99, 100 * linesDone / linesInAll);
    }
}
