package dev.rebound.server.provider;

import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.engine.provider.ProviderCall;
import dev.rebound.engine.provider.ProviderDesk;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where providers post what became of messages. An answer of 2xx says that it is committed; all others make providers
 * call again: 401 if the call is not proven, 503 if it could not be taken now.
 */
final class EventEndpoint implements Feature {

    /** What the address of every endpoint begins with. */
    static final String PATH = "/events/";

    private static final String RETRY_AFTER_SECONDS = "60";
    private static final List<String> HEADERS = List.of(
            "authorization",
            "x-mandrill-signature",
            "x-twilio-email-event-webhook-signature",
            "x-twilio-email-event-webhook-timestamp");

    private final EventSources sources;
    private final ProviderDesk desk;
    private final InstantSource wallClock;

    EventEndpoint(EventSources sources, ProviderDesk desk, InstantSource wallClock) {
        this.sources = sources;
        this.desk = desk;
        this.wallClock = wallClock;
    }

    @Override
    public void register(Routes routes) {
        // Some providers look first whether there is anything at the address.
        routes.get(
                        PATH + "{path}",
                        Access.SIGNED_LINK,
                        visit -> say(
                                visit,
                                200,
                                "Events are posted here: " + source(visit).provider()))
                .post(PATH + "{path}", Access.SIGNED_LINK, this::take);
    }

    private EventSource source(Visit visit) {
        return sources.findByPath(visit.http().pathParam("path")).orElseThrow(NotFoundResponse::new);
    }

    private void take(Visit visit) {
        EventSource source = source(visit);
        if (visit.http().contentLength() > ProviderCall.BODY_OCTETS_MAX) {
            say(visit, 413, "At most " + ProviderCall.BODY_OCTETS_MAX + " octets.");
            return;
        }
        byte[] body = visit.http().bodyAsBytes();
        if (body.length > ProviderCall.BODY_OCTETS_MAX) {
            say(visit, 413, "At most " + ProviderCall.BODY_OCTETS_MAX + " octets.");
            return;
        }
        ProviderCall call =
                new ProviderCall(visit.reachable(PATH + source.path()), headers(visit), body, wallClock.instant());
        switch (desk.take(source, call).join()) {
            case TAKEN -> say(visit, 200, "Taken.");
            case NOT_PROVEN -> say(visit, 401, "This call does not prove that it is the provider's.");
            case LATER -> {
                visit.http().header("Retry-After", RETRY_AFTER_SECONDS);
                say(visit, 503, "Try again later.");
            }
        }
    }

    private static Map<String, String> headers(Visit visit) {
        Map<String, String> known = new HashMap<>();
        for (String name : HEADERS) {
            String value = visit.http().header(name);
            if (value != null) {
                known.put(name, value);
            }
        }
        return known;
    }

    private static void say(Visit visit, int status, String text) {
        visit.http().status(status).contentType("text/plain; charset=utf-8").result(text);
    }
}
