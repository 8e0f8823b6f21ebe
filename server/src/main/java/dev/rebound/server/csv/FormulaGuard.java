package dev.rebound.server.csv;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheet programs from running a cell as a formula (CWE-1236).
 *
 * <p>A cell that a program could take for a formula gets an apostrophe in front, which such programs
 * read as "this is text" and do not show. A negative number is left alone, so that it stays a number.
 * The apostrophe is taken off again when we read the file, also where a program has kept it; text that
 * already starts with apostrophes before a formula sign gets one more, so that reading gives back exactly
 * what was written.
 */
final class FormulaGuard {

    /** The wide forms are formulas to East Asian editions of spreadsheet programs. */
    private static final Pattern FORMULA = Pattern.compile("'*+(?:[\\t\\r\\n]|\\s*+[=+\\-@＝＋－＠])(?s:.*)");

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-[0-9]{1,18}(?:\\.[0-9]{1,18})?");

    private FormulaGuard() {}

    /** The cell as it may be written. */
    static String guarded(String cell) {
        return isFormula(cell) ? "'" + cell : cell;
    }

    /** The cell as it was before {@link #guarded}. */
    static String bare(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String cell) {
        return FORMULA.matcher(cell).matches() && !NEGATIVE_NUMBER.matcher(cell).matches();
    }
}
