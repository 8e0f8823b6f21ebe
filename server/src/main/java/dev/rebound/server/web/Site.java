package dev.rebound.server.web;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.WebSettings;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/** What every visit needs and none owns. Thread-safe. */
public final class Site {

    static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Site.class.getClassLoader(), "dev.rebound.server.templates");

    private final WebSettings settings;
    private final Accounts accounts;
    private final WorldClock clock;
    private final boolean rehearsal;
    private final KeptAnswers keptAnswers;
    private final Assets assets = new Assets();
    private final LiveStreams streams = new LiveStreams();

    /**
     * @param accounts for the menu in which one switches
     * @param clock of the world, for the date on a page
     * @param keptAnswers to calls that may be repeated
     * @param rehearsal whether this is a rehearsal, whose clock can be moved
     */
    public Site(WebSettings settings, Accounts accounts, WorldClock clock, KeptAnswers keptAnswers, boolean rehearsal) {
        this.settings = settings;
        this.accounts = accounts;
        this.clock = clock;
        this.rehearsal = rehearsal;
        this.keptAnswers = keptAnswers;
    }

    WebSettings settings() {
        return settings;
    }

    Accounts accounts() {
        return accounts;
    }

    WorldClock clock() {
        return clock;
    }

    KeptAnswers keptAnswers() {
        return keptAnswers;
    }

    boolean rehearsal() {
        return rehearsal;
    }

    Assets assets() {
        return assets;
    }

    LiveStreams streams() {
        return streams;
    }
}
