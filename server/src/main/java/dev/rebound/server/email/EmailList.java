package dev.rebound.server.email;

import dev.rebound.engine.email.EmailFigures;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailState;
import dev.rebound.engine.email.MarketingEmail;
import java.util.List;
import java.util.Optional;

/**
 * A page of the list of emails.
 *
 * @param next the last email shown, if there are more after it
 * @param first whether this is the newest page
 */
public record EmailList(List<Line> lines, Optional<EmailId> next, boolean first) {

    /** One email with its figures. */
    public record Line(MarketingEmail email, EmailFigures figures) {

        /** Whether its figures can still change by themselves. */
        public boolean isMoving() {
            return new EmailHead(email, figures, EmailHead.Tab.PERFORMANCE).isMoving();
        }

        /** Whether its sending has not begun. */
        public boolean isUnsent() {
            return email.state() == EmailState.DRAFT || email.state() == EmailState.SCHEDULED;
        }

        /** Delivered of sent, 0 to 1. */
        public double deliveredRate() {
            return figures.sent() == 0 ? 0 : (double) figures.delivered() / figures.sent();
        }
    }

    /** Whether any of them can still change by itself: then the page keeps itself up to date. */
    public boolean isMoving() {
        return lines.stream().anyMatch(Line::isMoving);
    }
}
