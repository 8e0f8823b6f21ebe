package dev.rebound.classify.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances between words are counted the same way in a text and in the words of a rule. */
class WordNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <kim@dept.example>: No such user",
                "can't reach 192.0.2.1, l'utente e-mail cannot wait",
                "邮箱 mailbox已满 full 用户",
                "사용자가 없습니다; ไม่พบ abc ｍａｉｌ",
                "Postfach überfüllt ﬁle ½ http://x.example/?p=Key user_unknown said 550 5.2.2 gone",
            })
    void aStretchHasAsManyWordsAsItsEndsAreApart(String source) {
        NormalText text = NormalText.of(source);
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = text.byteAt(i);
        }
        for (int from = 0; from < bytes.length; from++) {
            for (int to = from + 1; to <= bytes.length; to++) {
                boolean isWhole = isStart(bytes, from) && (to == bytes.length || isStart(bytes, to));
                if (isWhole && bytes[from] != ' ' && bytes[to - 1] != ' ') {
                    String stretch = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                    assertEquals(
                            text.wordAt(to - 1) - text.wordAt(from) + 1, NormalText.wordCount(stretch), () -> stretch);
                }
            }
        }
    }

    /** True at the first byte of a character. */
    private static boolean isStart(byte[] bytes, int at) {
        return (bytes[at] & 0xC0) != 0x80;
    }
}
