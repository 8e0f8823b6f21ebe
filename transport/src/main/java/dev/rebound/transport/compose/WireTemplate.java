package dev.rebound.transport.compose;

import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.PersonalText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * An email of which everything is encoded that does not differ by recipient. What is behind the last thing that
 * does is one array for all messages.
 */
final class WireTemplate implements MessageTemplate {

    /** Room for the header fields of one message, in octets. */
    private static final int HEAD_OCTETS = 1_024;
    /** Room for what is filled in, in octets. */
    private static final int VALUES_OCTETS = 512;

    private final String from;
    private final PersonalText subject;
    private final String moreHead;
    private final List<Stretch> stretches;
    private final byte[] shared;
    private final int octets;

    private WireTemplate(SharedDraft email, List<Stretch> stretches, byte[] shared) {
        this.from = HeaderField.mailbox("From", email.from());
        this.subject = email.content().subject();
        StringBuilder more = new StringBuilder();
        email.headers().forEach(header -> more.append(HeaderField.unstructured(header.name(), header.value())));
        this.moreHead = more.append(HeaderField.plain("MIME-Version", "1.0")).toString();
        this.stretches = List.copyOf(stretches);
        this.shared = shared;
        this.octets =
                Math.toIntExact(stretches.stream().mapToLong(Stretch::size).sum());
    }

    static WireTemplate of(SharedDraft email) {
        List<Stretch> own = new ArrayList<>(MessageBody.of(email));
        Stretch.Fixed last = (Stretch.Fixed) own.removeLast();
        Stretch.Fixed.Cut cut = own.isEmpty() ? last.cutBehindHead() : last.cutBehindLine();
        own.add(cut.front());
        return new WireTemplate(email, own, cut.rest());
    }

    @Override
    public MessageContent filledFor(MessageDraft message) {
        WireBuffer out = new WireBuffer(HEAD_OCTETS + VALUES_OCTETS + octets);
        out.lines(head(message));
        for (Stretch stretch : stretches) {
            stretch.appendTo(out, message.values());
        }
        return new MessageContent.Composed(out.toBytes(), shared);
    }

    private String head(MessageDraft message) {
        StringBuilder head = new StringBuilder(HEAD_OCTETS);
        head.append(HeaderField.date(message.date()))
                .append(from)
                .append(HeaderField.mailbox("To", message.to()))
                .append(HeaderField.unstructured("Subject", subjectFor(message)))
                .append(HeaderField.plain("Message-ID", message.messageId()));
        message.unsubscribe().ifPresent(address -> unsubscribe(address, head));
        message.mark().ifPresent(mark -> head.append(HeaderField.unstructured(mark.name(), mark.value())));
        return head.append(moreHead).toString();
    }

    /** What goes to many also says {@code Precedence: bulk}, which keeps vacation notices from answering it. */
    private static void unsubscribe(URI address, StringBuilder head) {
        head.append(HeaderField.plain("List-Unsubscribe", "<" + address.toASCIIString() + ">"));
        if ("https".equalsIgnoreCase(address.getScheme())) {
            // RFC 8058, section 3.1: one click only by https.
            head.append(HeaderField.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        head.append(HeaderField.plain("Precedence", "bulk"));
    }

    /** In one line. A subject within the limit may pass it once a long name is filled in, and is cut then. */
    private String subjectFor(MessageDraft message) {
        String line = PersonalText.LINE.apply(subject.filledWith(message.values(), PersonalText.LINE));
        if (line.length() <= MessageDraft.LINE_LENGTH_MAX) {
            return line;
        }
        int end = MessageDraft.LINE_LENGTH_MAX;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }

    @Override
    public long octets() {
        return (long) octets + shared.length;
    }
}
