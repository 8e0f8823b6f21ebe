package dev.rebound.parse.report;

import dev.rebound.parse.dialect.NoticeText;
import dev.rebound.parse.dialect.Openings;
import java.util.List;
import java.util.Optional;

/** The fields of RFC 3464 written into a text: WorkMail, gateways that flatten MIME, people who forward. */
final class StatusInText {

    private static final Openings FIELDS =
            new Openings(List.of("reporting-mta:", "final-recipient:", "original-recipient:"));

    private StatusInText() {}

    static Optional<DeliveryStatus> find(NoticeText text) {
        List<String> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.indexOf(':') > 0 && FIELDS.at(line.stripLeading(), 0)) {
                List<String> fields = lines.subList(i, lines.size());
                DeliveryStatus status = DeliveryStatus.parse(String.join("\n", fields));
                return status.recipients().isEmpty() ? Optional.empty() : Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
