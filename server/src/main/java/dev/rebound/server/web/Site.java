package dev.rebound.server.web;

import dev.rebound.engine.account.Accounts;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.config.WebSettings;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/**
 * What every visit needs and none owns.
 *
 * @param accounts for the menu in which one switches
 * @param clock of the world, for the date on a page
 * @param rehearsal whether this is a rehearsal, whose clock can be moved
 */
public record Site(WebSettings settings, Assets assets, Accounts accounts, WorldClock clock, boolean rehearsal) {

    /** With the assets of this build. */
    public static Site of(WebSettings settings, Accounts accounts, WorldClock clock, boolean rehearsal) {
        return new Site(settings, new Assets(), accounts, clock, rehearsal);
    }

    static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Site.class.getClassLoader(), "dev.rebound.server.templates");
}
