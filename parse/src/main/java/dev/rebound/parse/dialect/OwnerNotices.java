package dev.rebound.parse.dialect;

import java.util.List;

/**
 * Words of mail to the owner of a mailbox about what came for them: digests of a quarantine, warnings about a virus, and
 * those who pretend to be either. They speak of delivery as reports do, but nothing that the reader sent came back.
 */
final class OwnerNotices {

    static final List<String> WORDS = List.of(
            "an email to you from",
            "an e-mail to you from",
            "a message to you from",
            "in mail to you from",
            "addressed to you has been",
            "delivered to your inbox",
            "messages to your inbox",
            "release to your inbox",
            "messages addressed to you",
            "release pending messages",
            "upgrade your mailbox",
            "verify your mailbox",
            "validate your mailbox",
            "\u767b\u5f55\u9a8c\u8bc1",
            "\u5347\u7ea7\u90ae\u7bb1",
            "in your quarantine",
            "quarantine digest",
            "quarantine summary",
            "quarantine report",
            "spam digest",
            "in ihrem posteingang",
            "in ihrer quarant\u00e4ne",
            "quarant\u00e4nebericht",
            "votre quarantaine",
            "su cuarentena",
            "sua quarentena",
            "\u60a8\u7684\u6536\u4ef6\u7bb1",
            "\u9694\u79bb\u90ae\u4ef6\u901a\u77e5",
            "\u9694\u96e2\u90f5\u4ef6\u901a\u77e5");

    private OwnerNotices() {}
}
