package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Novell GroupWise: below one sentence, a recipient a line and in brackets what is wrong with them. Who belongs to the
 * post office is named without a domain: {@code jsmith (user not found)}.
 */
final class GroupWise implements Dialect {

    private static final int NAME_LENGTH_MAX = 320;
    private static final List<String> MARKS = List.of("the message that you sent was undeliverable to the following");

    @Override
    public String name() {
        return "groupwise";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.saysAny(MARKS);
    }

    @Override
    public List<String> words() {
        return MARKS;
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        List<Notice> notices = new ArrayList<>();
        for (int i = text.lineWith(MARKS.getFirst()) + 1;
                i < lines.size() && notices.size() < Blocks.NOTICES_MAX;
                i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() && !notices.isEmpty()) {
                break;
            }
            notice(line).ifPresent(notices::add);
        }
        return notices;
    }

    private static Optional<Notice> notice(String line) {
        int open = line.indexOf(" (");
        boolean explained = open > 0 && open <= NAME_LENGTH_MAX && line.endsWith(")");
        String name = explained ? line.substring(0, open) : line;
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || name.chars().anyMatch(Character::isWhitespace)) {
            return Optional.empty();
        }
        String said = explained ? line.substring(open + 2, line.length() - 1) : "";
        return Optional.of(Notice.of(Addresses.bare(name).orElse(name), said, Outcome.FAILED));
    }
}
