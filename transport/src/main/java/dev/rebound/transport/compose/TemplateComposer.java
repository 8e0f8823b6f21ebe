package dev.rebound.transport.compose;

import dev.rebound.engine.delivery.MessageComposer;
import dev.rebound.engine.delivery.MessageTemplate;
import dev.rebound.engine.delivery.SharedDraft;

/**
 * Composes text, or text and HTML as {@code multipart/alternative}, everything in UTF-8, and files around them.
 *
 * <p>An email goes to thousands, and what differs between its messages are a few words. So it is encoded once,
 * and each message costs the copying of that and the encoding of those words. In quoted-printable this works
 * because a soft break may stand anywhere: where a value makes a line too long, one comes behind it. In
 * base64 it does not, and a text in it (Chinese, for example) is encoded for each recipient.
 *
 * <p>What can be filled in never becomes more than text: header fields are encoded anew for each message and
 * from values in one line, and in a body no value writes anything but encoded octets.
 *
 * <p>Thread-safe.
 */
public final class TemplateComposer implements MessageComposer {

    @Override
    public MessageTemplate templateOf(SharedDraft email) {
        return WireTemplate.of(email);
    }
}
