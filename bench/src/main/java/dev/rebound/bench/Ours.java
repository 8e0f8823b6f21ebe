package dev.rebound.bench;

import dev.rebound.classify.Classifier;
import dev.rebound.parse.report.MessageKind;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import dev.rebound.parse.report.RecipientAction;
import dev.rebound.parse.report.ReportedRecipient;

/** What Rebound does to a returned message: as {@code rebound classify} does it, but without printing. */
public final class Ours {

    private final MessageReader reader = new MessageReader();
    private final Classifier classifier;

    /** With these rules. */
    public Ours(Classifier classifier) {
        this.classifier = classifier;
    }

    /** Reads a message. */
    public int read(byte[] message) {
        ReadMessage read = reader.read(message);
        return read.kind().name().length() + read.report().recipients().size();
    }

    /** Reads a message, and classifies what it says of every recipient whom it did not reach. */
    public int readAndClassify(byte[] message) {
        ReadMessage read = reader.read(message);
        boolean failure = read.kind() == MessageKind.BOUNCE || read.kind() == MessageKind.DELAY;
        int sum = read.kind().name().length();
        for (ReportedRecipient recipient : read.report().recipients()) {
            boolean missed =
                    recipient.action() == RecipientAction.FAILED || recipient.action() == RecipientAction.DELAYED;
            if (failure && missed) {
                sum += classifier
                        .classify(recipient.diagnostic())
                        .reason()
                        .name()
                        .length();
            }
        }
        return sum;
    }
}
