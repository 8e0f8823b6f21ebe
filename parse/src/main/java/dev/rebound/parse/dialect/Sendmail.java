package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sendmail from version 5 to today and whoever writes its sections (OpenSMTPD, SunOS, Courier, X1): addresses
 * under "The following addresses had permanent fatal errors", replies under "Transcript of session follows",
 * tied together by the address or by the command before the reply.
 */
final class Sendmail implements Dialect {

    private static final String TRANSCRIPT = "transcript of session follows";
    private static final List<String> ADDRESS_SECTIONS = List.of(
            "the following addresses had", "the following address had", "following addresses could not be delivered");

    @Override
    public String name() {
        return "sendmail";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.says(TRANSCRIPT)
                || text.says("the following addresses had")
                || text.says("the following address had");
    }

    @Override
    public List<String> words() {
        return Stream.concat(ADDRESS_SECTIONS.stream(), Stream.of(TRANSCRIPT)).toList();
    }

    @Override
    public List<Notice> read(NoticeText text) {
        List<String> lines = text.lines();
        int transcript = text.lineWith(TRANSCRIPT);
        int addresses = addressSection(text);
        Outcome outcome = PhraseBook.outcome(text);
        List<String> dialogue =
                transcript < 0 ? List.of() : lines.subList(transcript + 1, sectionEnd(lines, transcript + 1));
        List<Notice> listed = addresses < 0
                ? List.of()
                : Blocks.read(lines, addresses + 1, sectionEnd(lines, addresses + 1), Blocks.Extent.ALL, outcome);
        List<Notice> notices = listed.isEmpty() ? fromDialogue(dialogue, outcome) : withDialogue(listed, dialogue);
        List<Notice> spoken = new ArrayList<>(notices);
        spoken.replaceAll(notice -> notice.text().isBlank() ? notice.withText(text.summary()) : notice);
        return spoken;
    }

    private static int addressSection(NoticeText text) {
        for (String words : ADDRESS_SECTIONS) {
            int line = text.lineWith(words);
            if (line >= 0) {
                return line;
            }
        }
        return -1;
    }

    private static int sectionEnd(List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            String bare = lines.get(i).strip();
            if (bare.startsWith("---") && bare.length() > 8) {
                return i;
            }
        }
        return lines.size();
    }

    private static List<Notice> withDialogue(List<Notice> listed, List<String> dialogue) {
        List<Notice> notices = new ArrayList<>();
        for (Notice notice : listed) {
            String reason = notice.text();
            String said = withoutOtherWays(saidAbout(notice, dialogue, listed.size() == 1));
            String both =
                    reason.isEmpty() || said.contains(reason) ? said : said.isEmpty() ? reason : reason + "\n" + said;
            notices.add(notice.withText(both));
        }
        return notices;
    }

    /**
     * What the dialogue says about an address. It is a sequence of exchanges, each ended by the line of
     * Sendmail's own verdict, which names the address; an exchange about another recipient is left out.
     */
    private static String saidAbout(Notice notice, List<String> dialogue, boolean alone) {
        StringBuilder said = new StringBuilder();
        List<String> exchange = new ArrayList<>();
        String talkingTo = "";
        for (String line : dialogue) {
            String bare = line.strip();
            boolean host = bare.toLowerCase(Locale.ROOT).contains("while talking to");
            talkingTo = host ? bare : talkingTo;
            if (host || bare.isEmpty()) {
                continue;
            }
            if (bare.startsWith(">>>")
                    && !names(line, notice)
                    && bare.toUpperCase(Locale.ROOT).contains("RCPT")) {
                exchange.clear();
                continue;
            }
            exchange.add(bare);
            boolean verdict = !bare.startsWith("<<<") && !bare.startsWith(">>>") && bare.indexOf('@') >= 0;
            if (alone || names(line, notice)) {
                said.append(said.isEmpty() && !talkingTo.isEmpty() ? talkingTo + "\n" : "");
                exchange.forEach(kept -> said.append(kept).append('\n'));
                exchange.clear();
            } else if (verdict) {
                exchange.clear();
            }
        }
        return said.toString().strip();
    }

    /**
     * Once a server has refused for good ({@code <<< 550}), what Sendmail could not reach besides it decides
     * nothing: {@code 421 other.example... Deferred}.
     */
    private static String withoutOtherWays(String said) {
        boolean refused = said.startsWith("<<< 5") || said.contains("\n<<< 5");
        return refused ? said.lines().filter(line -> !isDeferral(line)).collect(Collectors.joining("\n")) : said;
    }

    private static boolean isDeferral(String line) {
        return line.startsWith("4") && line.contains("... Deferred");
    }

    private static boolean names(String line, Notice notice) {
        String lower = line.toLowerCase(Locale.ROOT);
        return notice.address().stream().anyMatch(a -> lower.contains(a.toLowerCase(Locale.ROOT)))
                || notice.original().stream().anyMatch(a -> lower.contains(a.toLowerCase(Locale.ROOT)));
    }

    /** Version 5 lists no addresses: {@code 550 <ann@example.org>... User unknown} is all there is. */
    private static List<Notice> fromDialogue(List<String> dialogue, Outcome outcome) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String line : dialogue) {
            String bare = line.strip();
            boolean reply = bare.length() > 4 && (bare.charAt(0) == '5' || bare.charAt(0) == '4');
            boolean recipient = bare.toUpperCase(Locale.ROOT).startsWith(">>> RCPT TO");
            if (reply || recipient) {
                Optional<String> address = Addresses.first(bare).or(() -> local(bare));
                if (address.isPresent() && addresses.size() < Blocks.NOTICES_MAX) {
                    addresses.add(address.get());
                }
            }
        }
        List<Notice> bare =
                addresses.stream().map(a -> Notice.of(a, "", outcome)).toList();
        return withDialogue(bare, dialogue);
    }

    /** {@code 550 ann... User unknown}. */
    private static Optional<String> local(String line) {
        int dots = line.indexOf("...");
        if (dots < 5 || line.charAt(3) != ' ') {
            return Optional.empty();
        }
        String word = line.substring(4, dots).strip();
        boolean plain = !word.isEmpty() && word.indexOf(' ') < 0 && word.indexOf('.') < 0;
        return plain ? Addresses.bare(word) : Optional.empty();
    }
}
