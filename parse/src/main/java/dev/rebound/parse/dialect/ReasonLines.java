package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists that say what is wrong before they say with whom, a recipient a line, as IMail's do:
 * {@code User mailbox exceeds allowed size: ann@example.org}.
 */
final class ReasonLines {

    private static final int REASON_LENGTH_MIN = 8;
    private static final int REASON_LENGTH_MAX = 100;

    private ReasonLines() {}

    /** The notices of the first two or more such lines in a row whose reasons are not all the same label. */
    static List<Notice> read(List<String> lines, Outcome outcome) {
        List<Notice> row = new ArrayList<>();
        for (String line : lines) {
            Optional<Notice> notice = notice(line.strip(), outcome);
            if (notice.isPresent() && row.size() < Blocks.NOTICES_MAX) {
                row.add(notice.get());
            } else if (differ(row)) {
                return row;
            } else {
                row.clear();
            }
        }
        return differ(row) ? row : List.of();
    }

    private static boolean differ(List<Notice> row) {
        for (Notice notice : row) {
            if (!notice.text().equals(row.getFirst().text())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Notice> notice(String line, Outcome outcome) {
        int colon = line.lastIndexOf(": ");
        boolean explained = colon >= REASON_LENGTH_MIN
                && colon <= REASON_LENGTH_MAX
                && line.indexOf(':') == colon
                && line.indexOf('@') > colon;
        return explained
                ? AddressForm.whole(line.substring(colon + 2).strip())
                        .map(address -> Notice.of(address, line.substring(0, colon), outcome))
                : Optional.empty();
    }
}
