package dev.rebound.server.provider;

import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSourceDesk;
import dev.rebound.engine.provider.EventSourceDesk.Made;
import dev.rebound.engine.provider.EventSourceDesk.SourceProblem;
import dev.rebound.engine.provider.Provider;
import dev.rebound.engine.provider.ProviderDesk;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** The operator's page of sources of provider events. */
public final class EventSourcePages implements Feature {

    private static final String LIST = "/operator/event-sources";
    private static final String ONE = LIST + "/{source}";

    private final EventSourceDesk desk;

    EventSourcePages(EventSourceDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.OPERATOR, visit -> show(visit, Entered.NOTHING, Optional.empty()))
                .post(LIST, Access.OPERATOR, this::create)
                .post(ONE + "/secret", Access.OPERATOR, this::changeSecret)
                .post(ONE + "/remove", Access.OPERATOR, this::remove);
    }

    /**
     * The form as it was filled in last.
     *
     * @param problem a key, or empty
     */
    public record Entered(String name, Provider provider, String problem) {
        static final Entered NOTHING = new Entered("", Provider.SES, "");
    }

    /** A source and its address as the provider has to be told it. */
    public record Shown(EventSource source, String endpoint) {

        /** What it left in quarantine. */
        public String quarantine() {
            return "/operator/quarantine?search=&peer=" + View.encoded(ProviderDesk.PEER_PREFIX + source.name());
        }
    }

    /**
     * What the page shows.
     *
     * @param password one that was just made, with the endpoint that it is for
     */
    public record SourcesPage(List<Shown> sources, Entered entered, Optional<NewPassword> password) {}

    /** Shown once. */
    public record NewPassword(String endpoint, String password) {}

    private void show(Visit visit, Entered entered, Optional<NewPassword> password) {
        List<Shown> sources = desk.all().stream()
                .map(source -> new Shown(source, endpoint(visit, source)))
                .toList();
        visit.http().status(entered.problem().isEmpty() ? 200 : 422);
        visit.page("provider/sources.jte", new SourcesPage(sources, entered, password));
    }

    private static String endpoint(Visit visit, EventSource source) {
        return visit.reachable(EventEndpoint.PATH + source.path());
    }

    private void create(Visit visit) {
        String name = visit.form("name").strip();
        Provider provider = visit.form("provider", Provider.class).orElseThrow(NotFoundResponse::new);
        Optional<String> secret = Optional.of(visit.form("secret").strip()).filter(text -> !text.isEmpty());
        switch (desk.create(name, provider, secret, visit.by())) {
            case Made.Refused(SourceProblem problem) ->
                show(visit, new Entered(name, provider, key(problem)), Optional.empty());
            case Made.Source(EventSource made, Optional<String> password) ->
                show(visit, Entered.NOTHING, password.map(text -> new NewPassword(endpoint(visit, made), text)));
        }
    }

    private static String key(SourceProblem problem) {
        return "SourceProblem." + problem.name();
    }

    private EventSource source(Visit visit) {
        return desk.find(visit.number("source")).orElseThrow(NotFoundResponse::new);
    }

    private void changeSecret(Visit visit) {
        EventSource source = source(visit);
        desk.changeSecret(source, visit.form("secret").strip(), visit.by())
                .ifPresentOrElse(
                        problem -> show(visit, new Entered("", source.provider(), key(problem)), Optional.empty()),
                        () -> visit.redirect(LIST, "note.source-changed"));
    }

    private void remove(Visit visit) {
        desk.remove(source(visit), visit.by());
        visit.redirect(LIST, "note.source-removed");
    }
}
