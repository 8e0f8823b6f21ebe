package dev.rebound.transport.sandbox.script;

import dev.rebound.core.bounce.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one {@code [behaviours.*]} table and checks that it makes sense. */
final class BehaviourReader {

    /** After this long a sender gives up (product.md: pending lasts 72 hours). */
    private static final Duration PENDING_MAX = Duration.ofHours(72);

    private static final Duration HOLD_STANDARD = Duration.ofSeconds(15);
    private static final Duration HOLD_MAX = Duration.ofMinutes(10);

    private static final List<String> ACTIONS = Stream.concat(
                    Stream.of("drop", "stall", "refuse"),
                    Arrays.stream(DnsTrouble.values()).map(DnsTrouble::word))
            .toList();

    private final String name;
    private final TomlTable table;

    BehaviourReader(String name, TomlTable table) {
        this.name = name;
        this.table = table;
    }

    Optional<Behaviour> read() {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            table.problem("", "a behaviour's name is lower-case letters, digits and hyphens, at most 40");
        }
        String about = required("about", table.text("about")).orElse("");
        Optional<Outcome> expect = required("expect", word("expect", "outcome", outcomes(), Outcome::toString));
        Optional<Stage> at = word("at", "stage", List.of(Stage.values()), Stage::word);
        Optional<Action> action = action();
        Optional<Reason> deferral = word("deferral", "reason", List.of(Reason.values()), Reason::name);
        Optional<Duration> lasts = table.duration("for");
        boolean taken = table.flag("taken");
        Optional<NoticePlan> notice = table.table("notice").flatMap(BehaviourReader::notice);
        table.refuseOtherKeys();
        if (expect.isEmpty()) {
            return Optional.empty();
        }
        Behaviour behaviour = new Behaviour(
                name, about, expect.get(), deferral, at.orElse(Stage.END_OF_DATA), action, lasts, taken, notice);
        checkStage(behaviour, at);
        checkTime(behaviour);
        checkTaken(behaviour);
        return Optional.of(behaviour);
    }

    private <T> Optional<T> required(String key, Optional<T> value) {
        if (value.isEmpty() && !table.has(key)) {
            table.problem(key, "is missing");
        }
        return value;
    }

    private <T> Optional<T> word(String key, String what, List<T> values, Function<T, String> wordOf) {
        return word(table, key, what, values, wordOf);
    }

    private static <T> Optional<T> word(
            TomlTable table, String key, String what, List<T> values, Function<T, String> wordOf) {
        return table.word(key, what, values.stream().map(wordOf).toList())
                .flatMap(word -> values.stream()
                        .filter(value -> wordOf.apply(value).equals(word))
                        .findFirst());
    }

    private static List<Outcome> outcomes() {
        return Stream.concat(
                        Stream.<Outcome>of(new Outcome.Delivered()),
                        Arrays.stream(Reason.values()).<Outcome>map(Outcome.Bounced::new))
                .toList();
    }

    private Optional<Action> action() {
        Optional<ReplyTemplate> reply = ReplyReader.refusal(table, "reply");
        Optional<String> word = table.word("action", "action", ACTIONS);
        Duration hold = table.duration("hold").orElse(HOLD_STANDARD);
        if (hold.compareTo(HOLD_MAX) > 0) {
            table.problem("hold", "must be at most " + HOLD_MAX.toMinutes() + "m");
        }
        if (table.has("hold") && !word.equals(Optional.of("stall"))) {
            table.problem("hold", "belongs to action = \"stall\"");
        }
        if (table.has("reply") && table.has("action")) {
            table.problem("action", "a server either replies or acts; remove \"reply\" or \"action\"");
        }
        return reply.<Action>map(Action.Answer::new).or(() -> word.map(w -> actionOf(w, hold)));
    }

    private static Action actionOf(String word, Duration hold) {
        return switch (word) {
            case "drop" -> new Action.Drop();
            case "stall" -> new Action.Stall(hold);
            case "refuse" -> new Action.Refuse();
            default ->
                new Action.Misresolve(Arrays.stream(DnsTrouble.values())
                        .filter(trouble -> trouble.word().equals(word))
                        .findFirst()
                        .orElseThrow());
        };
    }

    private static Optional<NoticePlan> notice(TomlTable table) {
        Optional<NoticeForm> form = word(table, "form", "form", List.of(NoticeForm.values()), NoticeForm::word);
        Duration after = table.duration("after").orElse(Duration.ZERO);
        Optional<ReplyTemplate> reply = ReplyReader.refusal(table, "reply");
        table.refuseOtherKeys();
        if (form.isEmpty() && !table.has("form")) {
            table.problem("form", "is missing");
        }
        form.filter(f -> f.kind().isAboutReply() != table.has("reply"))
                .ifPresent(f -> table.problem(
                        "reply",
                        f.kind().isAboutReply()
                                ? "is missing: such a notice repeats a server's reply"
                                : "does not belong here: such a notice is about no reply"));
        return form.map(f -> new NoticePlan(f, after, reply));
    }

    private void checkStage(Behaviour behaviour, Optional<Stage> at) {
        if (behaviour.action().isEmpty()) {
            if (at.isPresent()) {
                table.problem("at", "says where, but neither \"reply\" nor \"action\" says what");
            }
            return;
        }
        if (at.isEmpty()) {
            required("at", at);
            return;
        }
        boolean fits = switch (behaviour.action().get()) {
            case Action.Misresolve _ -> at.get() == Stage.DNS;
            case Action.Refuse _ -> at.get() == Stage.CONNECT;
            case Action.Answer _, Action.Drop _, Action.Stall _ -> at.get() != Stage.DNS;
        };
        if (!fits) {
            table.problem("at", "\"" + at.get().word() + "\" is no place for this action");
        }
        if (at.get().isBeforeRecipient() && behaviour.notice().isPresent()) {
            table.problem("notice", "no message is ever taken where a domain acts before it knows the recipient");
        }
    }

    private void checkTime(Behaviour behaviour) {
        boolean delivers = behaviour.expect() instanceof Outcome.Delivered;
        boolean permanent = behaviour.action().filter(BehaviourReader::isFinal).isPresent();
        behaviour.lasts().ifPresent(lasts -> {
            if (behaviour.action().filter(BehaviourReader::canPass).isEmpty()) {
                table.problem("for", "only a 4xx reply, drop or stall passes after a time");
            } else if (delivers && lasts.compareTo(PENDING_MAX) >= 0) {
                table.problem("for", "a sender gives up after 72h, so this cannot end in " + Outcome.DELIVERED);
            }
        });
        boolean retried = behaviour.action().isPresent() && !permanent;
        if (retried && delivers && behaviour.deferral().isEmpty()) {
            table.problem("deferral", "is missing: the reason while the sender still tries");
        }
        if (delivers && behaviour.action().isPresent() && behaviour.lasts().isEmpty() && !behaviour.taken()) {
            table.problem("expect", "nothing is delivered as long as the action lasts; add \"for\"");
        }
    }

    private static boolean canPass(Action action) {
        return switch (action) {
            case Action.Answer answer -> answer.reply().code() < 500;
            case Action.Drop _, Action.Stall _ -> true;
            case Action.Refuse _, Action.Misresolve _ -> false;
        };
    }

    private static boolean isFinal(Action action) {
        return switch (action) {
            case Action.Answer answer -> answer.reply().code() >= 500;
            case Action.Misresolve misresolve ->
                switch (misresolve.trouble()) {
                    case NXDOMAIN, NULL_MX, NO_RECORDS -> true;
                    case SERVFAIL, NO_ADDRESS, SILENCE -> false;
                };
            case Action.Drop _, Action.Stall _, Action.Refuse _ -> false;
        };
    }

    private void checkTaken(Behaviour behaviour) {
        boolean silent = behaviour
                .action()
                .filter(action -> action instanceof Action.Drop || action instanceof Action.Stall)
                .isPresent();
        if (behaviour.taken() && !(silent && behaviour.stage() == Stage.END_OF_DATA)) {
            table.problem("taken", "belongs to action = \"drop\" or \"stall\" at = \"end-of-data\"");
        }
    }
}
