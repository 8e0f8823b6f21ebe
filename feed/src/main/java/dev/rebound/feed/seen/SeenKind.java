package dev.rebound.feed.seen;

import dev.rebound.core.ledger.Observation;

/** What a line says was seen. Written by name, so names are kept for ever. */
enum SeenKind {
    ACCEPTED,
    LEFT_OUT,
    SENT_THROUGH_INBOX,
    OFFERED_THROUGH_INBOX,
    /** A server's answer to an attempt: its code decides which of the next four it is, the classifier what it means. */
    REPLY,
    DEFERRED,
    TAKEN,
    TAKEN_BY_RELAY,
    FAILED,
    NOTED,
    CUT_OFF,
    UNBOUNCED,
    GLOBAL_LIFTED,
    GLOBALLY_BOUNCED,
    IMPORTED,
    WITHDRAWN,
    RESTORED,
    REASSESSED,
    HELD_BACK,
    RELEASED,
    ROLLED_BACK,
    RECLASSIFIED,
    TIME_PASSED;

    static SeenKind of(Observation observation) {
        return switch (observation) {
            case Observation.Accepted ignored -> ACCEPTED;
            case Observation.LeftOut ignored -> LEFT_OUT;
            case Observation.SentThroughInbox ignored -> SENT_THROUGH_INBOX;
            case Observation.OfferedThroughInbox ignored -> OFFERED_THROUGH_INBOX;
            case Observation.TemporaryFailure ignored -> DEFERRED;
            case Observation.Taken ignored -> TAKEN;
            case Observation.TakenByRelay ignored -> TAKEN_BY_RELAY;
            case Observation.PermanentFailure ignored -> FAILED;
            case Observation.SideNote ignored -> NOTED;
            case Observation.CutOff ignored -> CUT_OFF;
            case Observation.Unbounce ignored -> UNBOUNCED;
            case Observation.LiftGlobal ignored -> GLOBAL_LIFTED;
            case Observation.BouncedGlobally ignored -> GLOBALLY_BOUNCED;
            case Observation.Import ignored -> IMPORTED;
            case Observation.Withdraw ignored -> WITHDRAWN;
            case Observation.Restore ignored -> RESTORED;
            case Observation.Reassess ignored -> REASSESSED;
            case Observation.HoldBack ignored -> HELD_BACK;
            case Observation.Release ignored -> RELEASED;
            case Observation.RollBack ignored -> ROLLED_BACK;
            case Observation.Reclassify ignored -> RECLASSIFIED;
            case Observation.TimePassed ignored -> TIME_PASSED;
        };
    }
}
