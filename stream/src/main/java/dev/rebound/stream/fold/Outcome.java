package dev.rebound.stream.fold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.MessageStatus;
import dev.rebound.core.ledger.NotSentReason;
import java.util.Optional;

/**
 * What a message came to, as the pages of an email count it: status, type and reason of its verdict, why it was not sent. As a
 * number, for it is counted by.
 */
@SuppressWarnings("EnumOrdinal") // the constants that it counts are those of states, whose numbers a test holds
final class Outcome {

    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    private Outcome() {}

    static int of(MessageState message) {
        int bounce = number(message.verdict().map(verdict -> verdict.type()));
        int reason = number(message.verdict().map(verdict -> verdict.reason()));
        int notSent = number(message.notSent());
        return (((((message.status().ordinal() << BITS) | bounce) << BITS) | reason) << BITS) | notSent;
    }

    /** 0 for nothing. */
    private static int number(Optional<? extends Enum<?>> constant) {
        return constant.map(value -> value.ordinal() + 1).orElse(0);
    }

    /** Names in place of the number; what is nothing is left out. */
    static void write(ObjectNode node, int outcome) {
        node.put("status", MessageStatus.values()[outcome >> (3 * BITS)].name());
        put(node, "bounce", (outcome >> (2 * BITS)) & MASK, BounceType.values());
        put(node, "reason", (outcome >> BITS) & MASK, Reason.values());
        put(node, "notSent", outcome & MASK, NotSentReason.values());
    }

    private static void put(ObjectNode node, String field, int number, Enum<?>[] constants) {
        if (number > 0) {
            node.put(field, constants[number - 1].name());
        }
    }
}
