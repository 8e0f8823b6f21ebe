package dev.rebound.server.email;

import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.Hold;
import dev.rebound.engine.email.MarketingEmail;
import java.util.List;
import java.util.Optional;

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

    /** What people can do about its sending, and are told about it. */
    public enum Stage {
        /** Nothing is left to steer. */
        OVER,
        /** It goes out. */
        UNDER_WAY,
        /** It goes to its sample; the rest follows by itself. */
        SAMPLING,
        PAUSED,
        /** Its sample was bad; somebody has to decide. */
        REVIEW,
        /** Those who have not got it are being left out. */
        CANCELLING,
        CANCELLED
    }

    /** Where its sending stands. */
    public Stage stage() {
        Optional<Hold> hold = email.plan().hold();
        if (hold.isPresent()) {
            return switch (hold.get()) {
                case PAUSED -> isMoving() ? Stage.PAUSED : Stage.OVER;
                case REVIEW -> Stage.REVIEW;
                case CANCELLED -> isMoving() ? Stage.CANCELLING : Stage.CANCELLED;
            };
        }
        if (!isMoving()) {
            return Stage.OVER;
        }
        boolean sampling =
                email.state() == EmailState.SENDING && email.plan().sample().isPresent();
        return sampling ? Stage.SAMPLING : Stage.UNDER_WAY;
    }

    /** Messages about which nothing is left to do, in thousandths of all that were chosen so far. */
    public long settledThousandths() {
        long selected = figures.selected();
        return selected == 0 ? 0 : (selected - figures.pending()) * 1_000 / selected;
    }

    /** Hard bounced of sent, 0 to 1. */
    public double hardRate() {
        return figures.sent() == 0 ? 0 : (double) figures.hard() / figures.sent();
    }
}
