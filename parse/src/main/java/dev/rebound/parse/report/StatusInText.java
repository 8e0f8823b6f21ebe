package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of RFC 3464 written into a text: WorkMail, gateways that flatten MIME, people who forward. */
final class StatusInText {

    private static final List<String> FIELDS = List.of("reporting-mta:", "final-recipient:", "original-recipient:");

    private StatusInText() {}

    static Optional<DeliveryStatus> find(NoticeText text) {
        List<String> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading().toLowerCase(Locale.ROOT);
            if (FIELDS.stream().anyMatch(line::startsWith)) {
                List<String> fields = lines.subList(i, lines.size());
                DeliveryStatus status = DeliveryStatus.parse(String.join("\n", fields));
                return status.recipients().isEmpty() ? Optional.empty() : Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
