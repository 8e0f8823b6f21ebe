package dev.rebound.parse.dialect;

import java.util.List;

/** Words by which a mailbox asks the sender to confirm that a person wrote. */
public final class Confirmations {

    static final List<String> WORDS = List.of(
            "confirm your message",
            "confirm that you are",
            "to confirm that your message",
            "confirm the delivery of",
            "requires confirmation",
            "request for confirmation",
            "please confirm your",
            "your message is awaiting",
            "will be delivered once you",
            "will be delivered after you",
            "add yourself to my",
            "request to be added to my",
            "to be added to my allowed sender",
            "allowed senders list",
            "approved senders list",
            "approved sender list",
            "verify that you are human",
            "verify your email so",
            "verify you are a real person",
            "verify that you are a real",
            "verify that you are a live",
            "simply reply to this message and leave the subject",
            "para que sua mensagem seja encaminhada",
            "sender verification request",
            "list of approved senders",
            "senders i have approved",
            "added to my list of",
            "only accept mail from people",
            "on my guest list",
            "on my list of senders",
            "to have your message delivered",
            "have your message delivered, please",
            "have your message delivered please",
            "spamblocker",
            "spam arrest",
            "spamarrest",
            "boxbe",
            "tmda",
            "challenge/response",
            "challenge-response",
            "one-time verification",
            "before your message can be delivered",
            "in order for your message to be delivered",
            "confirme o envio",
            "confirmar o envio",
            "enquanto você não confirmar",
            "para que sua mensagem seja entregue",
            "confirme el envío",
            "confirme su mensaje",
            "para que su mensaje sea entregado",
            "confirmez l'envoi",
            "confirmer l'envoi",
            "pour que votre message soit remis",
            "conferma l'invio",
            "confermare l'invio",
            "bestätigen sie den versand",
            "bestätigen sie bitte ihre nachricht",
            "liste der erlaubten absender",
            "подтвердите отправку",
            "подтвердите, что вы не робот",
            "请确认您的邮件",
            "请点击链接确认发送",
            "請點擊連結確認寄送",
            "送信を確認するため");

    private Confirmations() {}

    /** Whether a text asks for a confirmation. */
    public static boolean asked(NoticeText text) {
        return PhraseBook.asksConfirmation(text);
    }
}
