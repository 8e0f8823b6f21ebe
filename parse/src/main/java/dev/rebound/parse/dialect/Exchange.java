package dev.rebound.parse.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Microsoft: Exchange 5.5 to 2003 ("did not reach the following recipient(s):", addresses followed by "on" and
 * a date, sometimes X.400), and the texts of Exchange 2007 to Microsoft 365 ("Diagnostic information for
 * administrators:", or the block "Error Details" since 2015).
 */
final class Exchange implements Dialect {

    private static final String NOT_REACHED = "did not reach the following recipient";
    private static final String FOR_ADMINISTRATORS = "diagnostic information for administrators";
    private static final String ERROR_DETAILS = "error details";
    private static final String NOT_DELIVERED = "could not be delivered to the following recipient";
    private static final String TO_FOLLOWING = "to the following recipient";
    private static final String GENERATING_SERVER = "generating server:";
    private static final String RECIPIENT_ADDRESS = "recipient address:";
    private static final String ERROR = "error:";

    /** The heading of the details, in the languages of Exchange; the details below it are in English. */
    private static final List<String> FOR_ADMINISTRATORS_TRANSLATED = List.of(
            "diagnoseinformationen für administratoren",
            "informations de diagnostic pour les administrateurs",
            "información de diagnóstico para los administradores",
            "informações de diagnóstico para administradores",
            "informações de diagnóstico para os administradores",
            "informazioni di diagnostica per gli amministratori",
            "diagnostische gegevens voor beheerders",
            "informacje diagnostyczne dla administratorów",
            "diagnostické informace pro správce",
            "diagnostikinformation för administratörer",
            "diagnostiske oplysninger til administratorer",
            "diagnosztikai adatok a rendszergazdák",
            "diagnostiikkatiedot järjestelmänvalvojille",
            "yöneticiler için tanılama bilgileri",
            "диагностические сведения для администраторов",
            "管理员的诊断信息",
            "系統管理員的診斷資訊",
            "管理者向けの診断情報",
            "관리자용 진단 정보");

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public boolean speaks(NoticeText text) {
        return text.says(NOT_REACHED)
                || text.says(NOT_DELIVERED)
                || text.says(FOR_ADMINISTRATORS)
                || text.says(GENERATING_SERVER)
                || text.saysAny(FOR_ADMINISTRATORS_TRANSLATED)
                || (text.says(ERROR_DETAILS) && text.says(RECIPIENT_ADDRESS));
    }

    @Override
    public List<String> words() {
        List<String> english = List.of(
                NOT_REACHED,
                FOR_ADMINISTRATORS,
                ERROR_DETAILS,
                NOT_DELIVERED,
                TO_FOLLOWING,
                GENERATING_SERVER,
                RECIPIENT_ADDRESS,
                ERROR);
        return Stream.concat(english.stream(), FOR_ADMINISTRATORS_TRANSLATED.stream())
                .toList();
    }

    @Override
    public List<Notice> read(NoticeText text) {
        Outcome outcome = PhraseBook.outcome(text);
        int administrators = Math.max(text.lineWith(FOR_ADMINISTRATORS), text.lineWith(GENERATING_SERVER));
        for (String translated : FOR_ADMINISTRATORS_TRANSLATED) {
            administrators = Math.max(administrators, text.lineWith(translated));
        }
        if (administrators >= 0) {
            List<Notice> notices = Blocks.read(
                    text.lines(), administrators + 1, text.lines().size(), Blocks.Extent.PARAGRAPH, outcome);
            if (!notices.isEmpty()) {
                return notices;
            }
        }
        if (text.lineWith(RECIPIENT_ADDRESS) >= 0) {
            return errorDetails(text, outcome);
        }
        return notReached(text, outcome);
    }

    private static List<Notice> errorDetails(NoticeText text, Outcome outcome) {
        String recipient = text.lines().get(text.lineWith(RECIPIENT_ADDRESS));
        int error = text.lineWith(ERROR);
        String said = error < 0 ? text.text() : after(text.lines().get(error), ERROR);
        return Addresses.first(recipient)
                .map(address -> List.of(Notice.of(address, said, outcome)))
                .orElse(List.of());
    }

    private static String after(String line, String words) {
        int at = line.toLowerCase(Locale.ROOT).indexOf(words);
        return at < 0 ? line : line.substring(at + words.length()).strip();
    }

    /** Addresses stand at the margin, their texts are indented; X.400 ones are folded over several lines. */
    private static List<Notice> notReached(NoticeText text, Outcome outcome) {
        List<String> lines = text.lines();
        int start = Math.max(text.lineWith(NOT_REACHED), text.lineWith(TO_FOLLOWING));
        List<Notice> notices = new ArrayList<>();
        Optional<String> address = Optional.empty();
        StringBuilder said = new StringBuilder();
        for (String line : lines.subList(start + 1, lines.size())) {
            boolean margin = !line.isEmpty() && line.charAt(0) != ' ' && line.charAt(0) != '\t';
            Optional<Blocks.Head> found = head(line, margin || address.isEmpty());
            if (found.isPresent() && notices.size() < Blocks.NOTICES_MAX) {
                address.ifPresent(a -> notices.add(Notice.of(a, said.toString(), outcome)));
                address = found.map(Blocks.Head::address);
                said.setLength(0);
                said.append(withoutDate(found.get().rest()));
            } else if (!line.isBlank()) {
                said.append(said.isEmpty() ? "" : "\n").append(line.strip());
            }
        }
        address.ifPresent(a -> notices.add(Notice.of(a, said.toString(), outcome)));
        return notices;
    }

    /** Exchange 5.5 writes "on" and a date behind the address, others what went wrong. */
    private static String withoutDate(String rest) {
        return rest.startsWith("on ") ? "" : rest;
    }

    private static Optional<Blocks.Head> head(String line, boolean mayOpen) {
        if (!mayOpen || line.indexOf('@') < 0) {
            return Optional.empty();
        }
        Optional<Blocks.Head> head = Blocks.head(line);
        boolean x400 = line.contains("SMTP=") || line.contains("SMTP:") || line.startsWith("'");
        return head.isPresent() || !x400
                ? head
                : Addresses.first(line.replace("SMTP=", "SMTP: ").replace("SMTP:", "SMTP: "))
                        .map(address -> new Blocks.Head(address, Optional.empty(), "", 0));
    }
}
