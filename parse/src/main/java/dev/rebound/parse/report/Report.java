package dev.rebound.parse.report;

import java.util.List;

/** What a message turned out to be. */
public sealed interface Report {

    MessageKind kind();

    /** Those it speaks of, in its order; for an automatic reply or challenge, whoever sent it. */
    List<ReportedRecipient> recipients();

    /** Mail came back for good for at least one recipient; others may be delayed or delivered. */
    record Bounce(List<ReportedRecipient> recipients) implements Report {
        public Bounce {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.BOUNCE;
        }
    }

    /** Mail is late for at least one recipient and has failed for none. */
    record Delay(List<ReportedRecipient> recipients) implements Report {
        public Delay {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.DELAY;
        }
    }

    /** Mail was delivered, relayed or expanded. */
    record Delivered(List<ReportedRecipient> recipients) implements Report {
        public Delivered {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.DELIVERED;
        }
    }

    /** Somebody's mailbox answered by itself. */
    record AutoReply(List<ReportedRecipient> recipients) implements Report {
        public AutoReply {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.AUTO_REPLY;
        }
    }

    /**
     * Somebody reported our mail.
     *
     * @param feedbackType as in RFC 5965, section 3.1, for example {@code abuse} or {@code auth-failure}
     */
    record Complaint(String feedbackType, List<ReportedRecipient> recipients) implements Report {
        public Complaint {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.COMPLAINT;
        }
    }

    /** A mailbox wants the sender to confirm that a person sent the mail. */
    record Challenge(List<ReportedRecipient> recipients) implements Report {
        public Challenge {
            recipients = List.copyOf(recipients);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.CHALLENGE;
        }
    }

    /** Ordinary mail. */
    record Other() implements Report {
        @Override
        public MessageKind kind() {
            return MessageKind.OTHER;
        }

        @Override
        public List<ReportedRecipient> recipients() {
            return List.of();
        }
    }
}
