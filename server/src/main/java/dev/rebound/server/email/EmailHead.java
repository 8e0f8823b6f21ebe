package dev.rebound.server.email;

import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import java.util.List;

/** What stands above each page of an email. */
public record EmailHead(MarketingEmail email, EmailFigures figures, Tab current) {

    /** The pages of an email that was sent; each is at its name in lower case. */
    public enum Tab {
        PERFORMANCE,
        RECIPIENTS,
        CONTENT
    }

    /** Those there are: of submitted mail every message says something else. */
    public List<Tab> tabs() {
        return email.state() == EmailState.SUBMITTED ? List.of(Tab.PERFORMANCE, Tab.RECIPIENTS) : List.of(Tab.values());
    }

    /** Its address without the account: {@code emails/7}. */
    public String path() {
        return "emails/" + email.id();
    }

    /** Whether figures can still change by themselves. */
    public boolean isMoving() {
        return email.state() == EmailState.SENDING || figures.pending() > 0;
    }
}
