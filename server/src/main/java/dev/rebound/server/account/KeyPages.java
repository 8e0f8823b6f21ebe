package dev.rebound.server.account;

import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.account.KeyDesk.KeyProblem;
import dev.rebound.server.account.KeyDesk.Made;
import dev.rebound.server.account.KeyDesk.Maker;
import dev.rebound.server.account.KeyDesk.Wanted;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API keys of an account. */
public final class KeyPages implements Feature {

    private static final String KEYS = "/a/{account}/api-keys";
    private static final Wanted FRESH = new Wanted("", Set.of(KeyScope.READ), Optional.of(365), Optional.empty());

    private final KeyDesk desk;

    public KeyPages(KeyDesk desk) {
        this.desk = desk;
    }

    @Override
    public void register(Routes routes) {
        Access access = Access.to(Permission.KEYS);
        routes.get(KEYS, access, visit -> show(visit, FRESH, Optional.empty(), Optional.empty()))
                .post(KEYS, access, this::create)
                .post(KEYS + "/{key}/revoke", access, this::revoke);
    }

    /** A key, and whether it can be used now. */
    public record Line(ApiKey key, ApiKey.KeyState state) {}

    /**
     * The keys, and the form for a new one as it was filled in.
     *
     * @param scopes that whoever looks may give
     * @param secret of the key that was just made; shown this once
     */
    public record KeysPage(
            List<Line> keys, Wanted form, Set<KeyScope> scopes, Optional<KeyProblem> problem, Optional<String> secret) {

        /** Lengths of life that the form offers, in days. */
        public List<Integer> days() {
            return List.of(30, 90, 365, 730);
        }
    }

    private static Maker maker(Visit visit) {
        return new Maker(visit.by(), visit.account(), visit.who().permissionsIn(visit.account()));
    }

    private void show(Visit visit, Wanted form, Optional<KeyProblem> problem, Optional<String> secret) {
        visit.http().status(problem.isPresent() ? 422 : 200);
        List<Line> lines = desk.of(visit.account()).stream()
                .map(key -> new Line(key, desk.stateOf(key)))
                .toList();
        Set<KeyScope> scopes = KeyDesk.scopesFor(maker(visit).permissions());
        visit.page("account/keys.jte", new KeysPage(lines, form, scopes, problem, secret));
    }

    private void create(Visit visit) {
        Wanted wanted = new Wanted(
                visit.form("name"),
                scopes(visit),
                bounded(visit, "days", KeyDesk.DAYS_MAX),
                bounded(visit, "rate", KeyDesk.REQUESTS_PER_MINUTE_MAX));
        switch (desk.create(maker(visit), wanted)) {
            case Made.Done(ApiKey ignored, String secret) -> show(visit, FRESH, Optional.empty(), Optional.of(secret));
            case Made.Refused(KeyProblem problem) -> show(visit, wanted, Optional.of(problem), Optional.empty());
        }
    }

    private static Optional<Integer> bounded(Visit visit, String field, int most) {
        return visit.formNumber(field).filter(number -> number <= most).map(Long::intValue);
    }

    private static Set<KeyScope> scopes(Visit visit) {
        List<String> named = visit.http().formParams("scope");
        Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
        for (KeyScope scope : KeyScope.values()) {
            if (named.contains(scope.name())) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    private void revoke(Visit visit) {
        if (desk.revoke(maker(visit), visit.number("key")).isEmpty()) {
            throw new NotFoundResponse();
        }
        visit.redirect("/a/" + visit.account() + "/api-keys", "note.key-revoked");
    }
}
