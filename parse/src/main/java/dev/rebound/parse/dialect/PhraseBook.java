package dev.rebound.parse.dialect;

import java.util.List;
import java.util.stream.Stream;

/**
 * Words by which texts and subjects say "failed" or "late", in the languages that mailers write. They decide
 * what a message is, never why it came back: the reasons are the classifier's rules.
 */
public final class PhraseBook {

    /** Only delay notices say this. */
    private static final List<String> WARNING = List.of(
            "this is a warning message only",
            "this is a warning only",
            "this is only a warning",
            "this is just a warning",
            "you do not need to resend",
            "transient non-fatal errors");

    /** Only final reports say this; the replies they quote may well speak of delays and retries. */
    private static final List<String> GIVEN_UP = List.of(
            "permanent error",
            "permanent fatal error",
            "failed permanently",
            "i've given up",
            "giving up on",
            "address(es) failed",
            "returned below",
            "retry timeout exceeded",
            "did not reach the following recipient");

    /** Said of mail that is still being tried. Looked for before {@link #FAILED}: such texts say both. */
    private static final List<String> LATE = List.of(
            "has been delayed",
            "have been delayed",
            "is delayed",
            "has not yet been delivered",
            "not yet been delivered",
            "not been delivered yet",
            "could not be delivered for more than",
            "will be retried until",
            "message will be retried",
            "will continue to be attempted",
            "will continue to attempt delivery",
            "will keep trying",
            "will continue trying",
            "continues to retry",
            "will try to deliver",
            "delivery attempts will continue",
            "warning: could not send message for past",
            "still being attempted",
            "still in the queue",
            "zustellung verz\u00f6gert",
            "noch nicht zugestellt",
            "wird weiterhin versucht",
            "n'a pas encore \u00e9t\u00e9",
            "a \u00e9t\u00e9 retard\u00e9",
            "se ha retrasado",
            "todav\u00eda no se ha entregado",
            "est\u00e1 atrasada",
            "\u5ef6\u8fdf",
            "\u9045\u5ef6\u3057\u3066",
            "\u8fd8\u4f1a\u7ee7\u7eed\u5c1d\u8bd5",
            "\u0437\u0430\u0434\u0435\u0440\u0436\u0430\u043d\u0430 \u0434\u043e\u0441\u0442\u0430\u0432\u043a\u0430");

    /** Said of mail that came back for good. */
    private static final List<String> FAILED = List.of(
            "could not be delivered",
            "couldn't be delivered",
            "cannot be delivered",
            "can not be delivered",
            "can't be delivered",
            "could not deliver",
            "couldn't deliver",
            "unable to deliver",
            "not able to deliver",
            "wasn't able to deliver",
            "were unable to deliver",
            "was not delivered",
            "wasn't delivered",
            "not delivered",
            "delivery failed",
            "delivery has failed",
            "delivery failure",
            "delivery error",
            "delivery problem",
            "failed to deliver",
            "failed permanently",
            "undeliverable",
            "undelivered",
            "undeliv",
            "did not reach",
            "could not be reached",
            "could not be sent",
            "not be delivered",
            "has been rejected",
            "was rejected",
            "have been rejected",
            "were rejected",
            "returned to sender",
            "returned mail",
            "permanent fatal error",
            "permanent error",
            "fatal error",
            "fatal delivery error",
            "delivery errors",
            "user unknown",
            "unknown user",
            "no such user",
            "unknown address",
            "not recognized",
            "mailbox is full",
            "mailbox full",
            "mailbox unavailable",
            "over quota",
            "exceeded",
            "invalid address",
            "invalid user",
            "invalid recipient",
            "invalid final delivery",
            "does not exist",
            "doesn't exist",
            "is not a valid",
            "did not exactly match",
            "no longer valid",
            "no longer in use",
            "error message below",
            "had delivery errors",
            "was considered unsolicited",
            "delivery of the email was stopped",
            "delivery of the message was stopped",
            "no valid recipients",
            "unknown host",
            "host unknown",
            " bounced",
            "quarantine",
            "blocked by our",
            "was blocked",
            "has been blocked",
            "was not accepted",
            "\u043d\u0435 \u043c\u043e\u0436\u0435\u0442 \u0431\u044b\u0442\u044c \u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e",
            "error delivering",
            "error has occurred while attempting to deliver",
            "was aborted",
            "not a member of this",
            "nicht zugestellt",
            "unzustellbar",
            "konnte nicht",
            "fehlgeschlagen",
            "nicht ausgeliefert",
            "non remis",
            "n'a pas pu \u00eatre",
            "n'a pu \u00eatre",
            "n'ont pas pu",
            "non distribu",
            "\u00e9chec",
            "no se ha podido entregar",
            "no se pudo entregar",
            "no pudo ser entregado",
            "no ha podido ser entregado",
            "no se puede entregar",
            "n\u00e3o p\u00f4de ser entregue",
            "n\u00e3o foi entregue",
            "n\u00e3o pode ser entregue",
            "falha na entrega",
            "nao pode ser",
            "impossibile recapitare",
            "non \u00e8 stato possibile",
            "mancato recapito",
            "mancata consegna",
            "niet worden afgeleverd",
            "niet afgeleverd",
            "onbestelbaar",
            "nie zosta\u0142a dostarczona",
            "nie mo\u017cna dostarczy\u0107",
            "nie mog\u0142a zosta\u0107",
            "nelze doru\u010dit",
            "nedoru\u010diteln",
            "nem k\u00e9zbes\u00edthet\u0151",
            "kunde inte levereras",
            "kunne ikke leveres",
            "ei voitu toimittaa",
            "teslim edilemedi",
            "iletilemedi",
            "\u043d\u0435 \u043c\u043e\u0436\u0435\u0442 \u0431\u044b\u0442\u044c \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d\u043e",
            "\u043d\u0435 \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d\u043e",
            "\u043d\u0435 \u0431\u044b\u043b\u043e \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d\u043e",
            "\u043d\u0435 \u0443\u0434\u0430\u043b\u043e\u0441\u044c",
            "\u043d\u0435\u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d\u043d",
            "\u9000\u4fe1",
            "\u9000\u56de",
            "\u6295\u9012\u5931\u8d25",
            "\u6295\u905e\u5931\u6557",
            "\u65e0\u6cd5\u6295\u9012",
            "\u65e0\u6cd5\u9001\u8fbe",
            "\u65e0\u6cd5\u53d1\u9001",
            "\u53d1\u9001\u5931\u8d25",
            "\u672a\u80fd\u9001\u8fbe",
            "\u88ab\u9000\u56de",
            "\u7121\u6cd5\u50b3\u9001",
            "\u7121\u6cd5\u9001\u9054",
            "\u914d\u4fe1\u3067\u304d\u307e\u305b\u3093",
            "\u914d\u4fe1\u3059\u308b\u3053\u3068\u304c\u3067\u304d\u307e\u305b\u3093",
            "\u914d\u4fe1\u3067\u304d\u306a",
            "\u914d\u4fe1\u4e0d\u80fd",
            "\u914d\u4fe1\u306b\u5931\u6557",
            "\u9001\u4fe1\u3067\u304d\u307e\u305b\u3093",
            "\u9001\u4fe1\u51fa\u6765\u307e\u305b\u3093",
            "\u304a\u5c4a\u3051\u3067\u304d\u307e\u305b\u3093",
            "\u5c4a\u3051\u3089\u308c\u307e\u305b\u3093",
            "\u5c4a\u3051\u308b\u3053\u3068\u304c\u3067\u304d\u307e\u305b\u3093",
            "\ubc30\ub2ec\ub418\uc9c0",
            "\uc804\uc1a1 \uc2e4\ud328",
            "\ubc1c\uc1a1 \uc2e4\ud328",
            "\ubc18\uc1a1");

    /** Mail itself, in the languages of {@link #FAILED}. */
    private static final List<String> MAIL = List.of(
            "mail",
            "message",
            "nachricht",
            "mensaje",
            "mensagem",
            "messaggio",
            "courriel",
            "bericht",
            "wiadomo",
            "zpr\u00e1v",
            "meddelande",
            "besked",
            "ileti",
            "\u043f\u0438\u0441\u044c\u043c",
            "\u0441\u043e\u043e\u0431\u0449\u0435\u043d",
            "\u043f\u043e\u0447\u0442",
            "\u90ae\u4ef6",
            "\u90f5\u4ef6",
            "\u30e1\u30fc\u30eb",
            "\u30e1\u30c3\u30bb\u30fc\u30b8",
            "\uba54\uc77c");

    /** Said of mail that arrived, if nothing else in the text failed. */
    private static final List<String> DELIVERED = List.of(
            "successfully delivered",
            "delivered successfully",
            "successful delivery",
            "delivery was successful",
            "successfully relayed",
            "has been delivered to the following",
            "have been delivered to the following",
            "was delivered to the following",
            "erfolgreich zugestellt",
            "remis avec succ\u00e8s",
            "entregado correctamente",
            "entregue com sucesso",
            "recapitato correttamente",
            "\u0443\u0441\u043f\u0435\u0448\u043d\u043e \u0434\u043e\u0441\u0442\u0430\u0432\u043b\u0435\u043d",
            "\u6210\u529f\u6295\u9012",
            "\u5df2\u6210\u529f\u9001\u8fbe",
            "\u914d\u4fe1\u3055\u308c\u307e\u3057\u305f");

    /** Subjects of reports that say neither; those that do are covered by {@link #FAILED} and {@link #LATE}. */
    private static final List<String> SUBJECTS = List.of(
            "error sending message",
            "failure notice",
            "mail error",
            "mail system error",
            "delivery status notification",
            "delivery notification",
            "delivery report",
            "mail failure",
            "message delivery failure",
            "failed mail",
            "mail failed",
            "returning message to sender",
            "returning to sender",
            "failed delivery",
            "mail delivery",
            "nondeliverable",
            "non-delivery",
            "non delivery",
            "mail status report",
            "message status",
            "returned message",
            "rejected:",
            "failure delivery",
            "delivery unsuccessful",
            "bounced",
            "error de entrega",
            "notificaci\u00f3n de estado",
            "unknown recipient",
            "are not member",
            "post by non-member",
            "recipient unknown",
            "address error",
            "warning: could not send",
            "warning--could not send",
            "warning: message");

    /** All that is looked for in texts and subjects, here and by each form. */
    static final Vocabulary WORDS = new Vocabulary(Stream.of(
                    Stream.of(
                            WARNING,
                            GIVEN_UP,
                            LATE,
                            FAILED,
                            MAIL,
                            DELIVERED,
                            SUBJECTS,
                            List.of("delay"),
                            Confirmations.WORDS,
                            OwnerNotices.WORDS),
                    OtherLanguages.words(),
                    Dialects.words().stream())
            .flatMap(lists -> lists)
            .toList());

    private static final Vocabulary.Group SAYS_WARNING = WORDS.group(WARNING);
    private static final Vocabulary.Group SAYS_GIVEN_UP = WORDS.group(GIVEN_UP);
    private static final Vocabulary.Group SAYS_LATE = WORDS.group(joined(LATE, OtherLanguages.LATE));
    private static final Vocabulary.Group SAYS_FAILED = WORDS.group(joined(FAILED, OtherLanguages.FAILED));
    private static final Vocabulary.Group SAYS_MAIL = WORDS.group(MAIL);
    private static final Vocabulary.Group SAYS_DELIVERED = WORDS.group(DELIVERED);
    private static final Vocabulary.Group ANNOUNCES = WORDS.group(Stream.concat(
                    Stream.of(SUBJECTS, FAILED, LATE, List.of("delay")).flatMap(List::stream),
                    OtherLanguages.subjects())
            .toList());

    static final Vocabulary.Group LABELS = WORDS.group(GenericText.LABELS);
    static final Vocabulary.Group INTRODUCES = WORDS.group(ReportingHost.WORDS);
    private static final Vocabulary.Group SPEAKS_TO_OWNER = WORDS.group(OwnerNotices.WORDS);
    private static final Vocabulary.Group ASKS_CONFIRMATION = WORDS.group(Confirmations.WORDS);

    private PhraseBook() {}

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Whether a text says that mail is late; then nothing in it is final. */
    static boolean saysLate(NoticeText text) {
        return text.saysAny(SAYS_WARNING) || (text.saysAny(SAYS_LATE) && !text.saysAny(SAYS_GIVEN_UP));
    }

    static boolean asksConfirmation(NoticeText text) {
        return text.saysAny(ASKS_CONFIRMATION);
    }

    static boolean speaksToOwner(NoticeText text) {
        return text.saysAny(SPEAKS_TO_OWNER);
    }

    static boolean saysFailed(NoticeText text) {
        return text.saysAny(SAYS_FAILED);
    }

    static boolean speaksOfMail(NoticeText text) {
        return text.saysAny(SAYS_MAIL);
    }

    /** Whether a text says that mail arrived, and nothing of a failure or delay. */
    static boolean saysDelivered(NoticeText text) {
        return text.saysAny(SAYS_DELIVERED) && !text.saysAny(SAYS_FAILED) && !saysLate(text);
    }

    /** Whether a subject announces a report. */
    public static boolean isReportSubject(String subject) {
        return WORDS.in(subject).any(ANNOUNCES);
    }

    static Outcome outcome(NoticeText text) {
        if (saysLate(text)) {
            return Outcome.DELAYED;
        }
        return saysDelivered(text) ? Outcome.DELIVERED : Outcome.FAILED;
    }
}
