package dev.rebound.engine.domain;

import dev.rebound.engine.domain.DomainRecords.Answer;
import java.util.List;

/** Whether the keys that sign a domain's mail are where receivers look for them. */
final class DkimCheck {

    private final DomainRecords records;
    private final SendingSetup setup;

    DkimCheck(DomainRecords records, SendingSetup setup) {
        this.records = records;
        this.setup = setup;
    }

    /** One for each key; one that says that there is none. */
    List<Check> of(String domain) {
        List<SendingSetup.Key> keys =
                setup.keys().stream().filter(key -> key.signs(domain)).toList();
        if (keys.isEmpty()) {
            return List.of(
                    setup.relay().isPresent()
                            ? Check.of(Finding.DKIM_LEFT_TO_RELAY, domain, List.of())
                            : Check.of(Finding.DKIM_NO_KEY, domain, List.of()));
        }
        return keys.stream().map(this::check).toList();
    }

    private Check check(SendingSetup.Key key) {
        return switch (records.texts(key.name())) {
            case Answer.Found<String>(List<String> all) -> published(key, all);
            case Answer.None<String>() ->
                Check.of(Finding.DKIM_NOT_PUBLISHED, key.name(), List.of()).withText(key.name(), key.record());
            case Answer.Unknown<String>(String detail) -> Check.noAnswer(Finding.Subject.DKIM, key.name(), detail);
        };
    }

    private static Check published(SendingSetup.Key key, List<String> all) {
        String ours = Tags.of(key.record()).packed("p").orElse("");
        List<String> theirs =
                all.stream().flatMap(text -> Tags.of(text).packed("p").stream()).toList();
        if (theirs.contains(ours)) {
            return Check.of(Finding.DKIM_PUBLISHED, key.name(), all);
        }
        Finding finding = theirs.contains("") ? Finding.DKIM_WITHDRAWN : Finding.DKIM_OTHER_KEY;
        return Check.of(finding, key.name(), all).withText(key.name(), key.record());
    }
}
