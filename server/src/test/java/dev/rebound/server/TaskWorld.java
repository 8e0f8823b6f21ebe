package dev.rebound.server;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A {@link BusyWorld} that has for each language what one task needs and uses up: addresses that bounced and are unbounced,
 * contacts that are erased, emails that are cancelled. So tasks need nothing of each other.
 */
final class TaskWorld implements AutoCloseable {

    /** What ends the names of things, as {@code {n}} does in the table. */
    private static final List<String> LANGUAGES = List.of("en", "zh");

    private final BusyWorld busy;
    private final Map<String, String> holes = new HashMap<>();

    TaskWorld(Path folder) throws InterruptedException {
        busy = new BusyWorld(folder);
        holes.putAll(busy.holes());
        holes.put("inbox-password", LoopbackMail.PASSWORD);
        for (String language : LANGUAGES) {
            prepare(language);
        }
    }

    private void prepare(String language) throws InterruptedException {
        PagesWorld world = busy.world();
        UnaryOperator<String> address = name -> name + "-" + language + "@task.example";
        List<String> bounced = List.of("called", "paneled", "chosen", "picked", "filed", "judged");
        for (String name : List.of("renamed", "moved", "kept", "twin", "erased", "silent", "soft", "late", "suspect")) {
            world.contacts(world.own, address.apply(name));
        }
        for (String name : bounced) {
            world.contacts(world.own, address.apply(name));
        }
        EmailId first = world.send(world.own, "First " + language, "First");
        world.delivered(world.own, first, address.apply("suspect"));
        world.delivered(world.own, first, address.apply("silent"));
        EmailId second = world.send(world.own, "Second " + language, "Second");
        for (String name : bounced) {
            world.bounced(world.own, second, address.apply(name), Reason.SPAM, "550 5.1.1 no such user");
        }
        world.bounced(world.own, second, address.apply("suspect"), Reason.UNKNOWN_USER, "550 5.1.1 no such user");
        world.bounced(world.own, second, address.apply("soft"), Reason.FILTERED, "554 5.7.1 blocked for now");
        world.deferred(world.own, second, address.apply("late"), Reason.RECIPIENT_TEMPORARY, "451 4.3.2 later");
        EmailId third = world.send(world.own, "Third " + language, "Third");
        holes.put("first-" + language, first.toString());
        holes.put("second-" + language, second.toString());
        holes.put("third-" + language, third.toString());
        for (String name : List.of("renamed", "moved", "kept", "twin", "erased", "silent", "called")) {
            holes.put(
                    name + "-" + language,
                    world.row(world.own, second, address.apply(name))
                            .contact()
                            .orElseThrow()
                            .toString());
        }
        holes.put(
                "paneled-" + language,
                world.row(world.own, second, address.apply("paneled")).message().toString());
        holes.put(
                "late-" + language,
                world.row(world.own, second, address.apply("late")).message().toString());
        for (String use : List.of("edited", "filed")) {
            holes.put(
                    use + "-" + language,
                    world.draft(world.own, use + " " + language, "Subject").toString());
        }
    }

    /** What fills the braces of the table. */
    Map<String, String> holes() {
        return Map.copyOf(holes);
    }

    int port() {
        return busy.world().port();
    }

    @Override
    public void close() {
        busy.close();
    }
}
