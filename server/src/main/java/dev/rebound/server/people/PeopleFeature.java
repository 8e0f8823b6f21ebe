package dev.rebound.server.people;

import dev.rebound.engine.account.Accounts;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;

/** People of an account: pages and REST API. */
public final class PeopleFeature implements Feature {

    private final PeopleDesk desk;
    private final Sessions sessions;
    private final Accounts accounts;

    public PeopleFeature(PeopleDesk desk, Sessions sessions, Accounts accounts) {
        this.desk = desk;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public void register(Routes routes) {
        new OwnPages(desk, sessions).register(routes);
        new LinkPages(desk, sessions, accounts).register(routes);
        new PeoplePages(desk, sessions).register(routes);
        new SessionApi(desk, sessions).register(routes);
        new PeopleApi(desk).register(routes);
    }
}
