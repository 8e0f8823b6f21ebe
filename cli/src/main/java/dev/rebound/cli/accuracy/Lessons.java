package dev.rebound.cli.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rebound.classify.training.Specimen;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.Reason;
import dev.rebound.parse.mime.MboxSplitter;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReportedRecipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The labelled samples as something to learn from: what was said, and what it means. */
final class Lessons {

    private final Samples samples;
    private final MessageReader reader = new MessageReader();

    Lessons(Samples samples) {
        this.samples = samples;
    }

    /** All replies and all recipients of messages that have a label, of one share. */
    List<Specimen> of(Share share) throws IOException {
        List<Specimen> specimens = new ArrayList<>();
        for (JsonNode label : samples.replyLabels()) {
            if (Share.of(label.path("id").asText()) == share) {
                specimen(label, Diagnostic.ofText(label.path("reply").asText())).ifPresent(specimens::add);
            }
        }
        for (JsonNode label : samples.messageLabels()) {
            if (Share.of(label.path("file").asText()) == share) {
                message(label, specimens);
            }
        }
        return specimens;
    }

    private void message(JsonNode label, List<Specimen> specimens) throws IOException {
        Path file =
                samples.folder().resolve("messages").resolve(label.path("file").asText());
        byte[] bytes = Files.readAllBytes(file);
        List<ReportedRecipient> reported = (MboxSplitter.isMbox(bytes) ? MboxSplitter.split(bytes) : List.of(bytes))
                .stream()
                        .flatMap(message -> reader.read(message).report().recipients().stream())
                        .toList();
        for (JsonNode wanted : label.path("recipients")) {
            reported.stream()
                    .filter(recipient -> isAbout(recipient, wanted))
                    .findFirst()
                    .flatMap(recipient -> specimen(wanted, recipient.diagnostic()))
                    .ifPresent(specimens::add);
        }
    }

    private static boolean isAbout(ReportedRecipient recipient, JsonNode wanted) {
        List<String> names = new ArrayList<>(List.of(wanted.path("address").asText("")));
        wanted.path("addressAlt").forEach(name -> names.add(name.asText()));
        return recipient
                .address()
                .or(recipient::originalAddress)
                .filter(address -> names.stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(address.toLowerCase(Locale.ROOT))))
                .isPresent();
    }

    private static Optional<Specimen> specimen(JsonNode label, Diagnostic diagnostic) {
        Wanted wanted = Wanted.of(label);
        Set<Reason> accepted = wanted.defensible().stream()
                .flatMap(answer -> reason(answer).stream())
                .collect(Collectors.toUnmodifiableSet());
        return reason(wanted.first()).map(first -> new Specimen(diagnostic, first, accepted));
    }

    private static Optional<Reason> reason(Answer answer) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(answer.reason()))
                .findFirst();
    }
}
