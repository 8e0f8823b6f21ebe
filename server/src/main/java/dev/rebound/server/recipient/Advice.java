package dev.rebound.server.recipient;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Fault;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.bounce.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What somebody can do about a bounce: the steps of the reason (product description, section 3), made
 * sharper by who is at fault. Pure.
 */
public final class Advice {

    private Advice() {}

    /**
     * The steps, in order.
     *
     * @param suppressed whether the account suppresses the address now
     * @param global whether it is suppressed for every account
     */
    static List<AdviceStep> of(Verdict verdict, boolean suppressed, boolean global) {
        if (verdict.type() == BounceType.PENDING) {
            return List.of(AdviceStep.WAIT);
        }
        List<AdviceStep> steps = new ArrayList<>(ofReason(verdict));
        if (global) {
            steps.remove(AdviceStep.UNBOUNCE);
            steps.add(AdviceStep.ASK_OPERATOR);
        } else if (!suppressed) {
            steps.remove(AdviceStep.UNBOUNCE);
        }
        return List.copyOf(new LinkedHashSet<>(steps));
    }

    private static List<AdviceStep> ofReason(Verdict verdict) {
        return of(verdict.reason(), verdict.fault());
    }

    /** The steps for a reason, should the account suppress the address. */
    public static List<AdviceStep> of(Reason reason, Fault fault) {
        return switch (reason) {
            case UNKNOWN_USER ->
                List.of(AdviceStep.CORRECT_ADDRESS, AdviceStep.LEFT_OUT_BY_ITSELF, AdviceStep.COUNTS_TOWARDS_GLOBAL);
            case MAILBOX_FULL ->
                List.of(
                        AdviceStep.ASK_TO_MAKE_ROOM,
                        AdviceStep.LEFT_OUT_BY_ITSELF,
                        AdviceStep.COUNTS_TOWARDS_GLOBAL,
                        AdviceStep.UNBOUNCE);
            case CONTENT, SPAM -> List.of(AdviceStep.REVISE_CONTENT, AdviceStep.ASK_TO_ALLOWLIST, AdviceStep.UNBOUNCE);
            case POLICY -> ofPolicy(fault);
            case OTHER -> List.of(AdviceStep.READ_THE_WORDS, AdviceStep.ASK_TO_ALLOWLIST, AdviceStep.UNBOUNCE);
            case RECIPIENT_TEMPORARY, TEMPORARY, MAILBOX_MISCONFIGURED -> List.of(AdviceStep.CLONE_AND_SEND_LATER);
            case FILTERED ->
                List.of(AdviceStep.CHECK_REPUTATION, AdviceStep.ASK_TO_ALLOWLIST, AdviceStep.CLONE_AND_SEND_LATER);
            case UNAUTHENTICATED -> List.of(AdviceStep.PUBLISH_RECORDS, AdviceStep.CLONE_AND_SEND_LATER);
        };
    }

    private static List<AdviceStep> ofPolicy(Fault fault) {
        return switch (fault) {
            case SENDER_AUTHENTICATION -> List.of(AdviceStep.PUBLISH_RECORDS, AdviceStep.UNBOUNCE);
            case SENDER_REPUTATION ->
                List.of(AdviceStep.CHECK_REPUTATION, AdviceStep.ASK_TO_ALLOWLIST, AdviceStep.UNBOUNCE);
            case RECIPIENT, CONTENT, RECEIVER, NETWORK, SENDER_SYSTEM, UNKNOWN ->
                List.of(AdviceStep.CHECK_SENDING_DOMAIN, AdviceStep.ASK_TO_ALLOWLIST, AdviceStep.UNBOUNCE);
        };
    }
}
