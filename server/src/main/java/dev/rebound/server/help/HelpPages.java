package dev.rebound.server.help;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Confidence;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.server.recipient.Advice;
import dev.rebound.server.recipient.AdviceStep;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.util.Arrays;
import java.util.List;

/** One page that says what every type, reason and state means and what to do about it. */
public final class HelpPages implements Feature {

    @Override
    public void register(Routes routes) {
        routes.get("/help", Access.SIGNED_IN, visit -> visit.page("glossary/page.jte", HelpPage.WHOLE));
    }

    /** A reason with its steps. */
    public record ExplainedReason(Reason reason, List<AdviceStep> steps) {}

    /** What the page explains, in the order of the page. */
    public record HelpPage(
            List<BounceType> types,
            List<ExplainedReason> reasons,
            List<MessageStatus> states,
            List<NotSentReason> leftOut,
            List<Fault> faults,
            List<Confidence> confidences) {

        static final HelpPage WHOLE = new HelpPage(
                List.of(BounceType.values()),
                Arrays.stream(Reason.values())
                        .map(reason -> new ExplainedReason(reason, Advice.of(reason, Fault.UNKNOWN)))
                        .toList(),
                List.of(MessageStatus.values()),
                List.of(NotSentReason.values()),
                List.of(Fault.values()),
                List.of(Confidence.values()));

        /** Reasons that a bounce of this type may have. */
        public List<ExplainedReason> of(BounceType type) {
            return reasons.stream()
                    .filter(each -> each.reason().finalType() == type)
                    .toList();
        }
    }
}
