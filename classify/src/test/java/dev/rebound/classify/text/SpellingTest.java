package dev.rebound.classify.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is one word to its readers is one text to the rules, however it is spelt. */
class SpellingTest {

    private static String normal(String source) {
        return NormalText.of(source).text();
    }

    @ParameterizedTest
    @CsvSource({
        "l'utente non esiste, l utente non esiste",
        "n’existe pas, n existe pas",
        "Dell'Indirizzo, dell indirizzo",
        "don't, do not",
        "user's, users",
        "з'єднання, зєднання",
    })
    void aWordThatLostItsVowelIsAWordOfItsOwn(String source, String meant) {
        assertEquals(normal(meant), normal(source));
    }

    @ParameterizedTest
    @CsvSource({
        "Postfach überfüllt, postfach uberfullt",
        "kullanıcı İLETİ, kullanici ileti",
        "hộp thư đã đầy, hop thu da day",
        "skrzynka pełna, skrzynka pelna",
        "χρήστης, χρηστησ",
        "صـنـدوق البريد ممتلئة, صندوق البريد ممتلئه",
        "مشكلة في الخادم ی ک, مشكله في الخادم ي ك",
        "ｍａｉｌｂｏｘ　ｆｕｌｌ, mailbox full",
        "ﾒｰﾙﾎﾞｯｸｽｶﾞｲｯﾊﾟｲﾃﾞｽ, メールボックスガイッパイデス",
        "ｱﾄﾞﾚｽﾞ ﾞ, アドレズ",
    })
    void accentsAndWidthAndKeyboardsDoNotMatter(String source, String plain) {
        assertEquals(normal(plain), normal(source));
    }

    @Test
    void spacesInTextsThatNeedNoneDoNotMatter() {
        assertEquals(normal("사용자가없습니다"), normal("사용자가 없습니다"));
        assertEquals(normal("邮箱已满"), normal("邮箱 已满"));
    }
}
