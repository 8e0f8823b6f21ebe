package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.parse.finding.Finding;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that says nothing about its charset. The texts are ours, in the words that mailers use. */
class CharsetGuessTest {

    private static final long SEED = 20_261_128;

    private final Findings findings = new Findings();

    private String read(byte[] bytes) {
        return Charsets.decode(bytes, "", findings, () -> "part 1");
    }

    private List<String> shown() {
        return findings.list().stream().map(Finding::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, 您的邮件无法投递到以下收件人：用户不存在",
        "GB18030, 退信",
        "windows-31j, 次の宛先にメールを配信できませんでした",
        "windows-31j, メールボックスの容量がいっぱいです",
        "EUC-JP, 次の宛先にメールを配信できませんでした",
        "EUC-JP, 受信者のメールアドレスが見つかりません",
        "windows-1251, Не удалось доставить сообщение: почтовый ящик переполнен",
        "KOI8-R, Не удалось доставить сообщение: почтовый ящик переполнен",
        "windows-1251, нет",
        "windows-1252, Die Nachricht konnte nicht zugestellt werden: Empfänger ungültig",
        "windows-1252, Größe überschritten",
        "windows-1252, La boîte aux lettres du destinataire a été désactivée",
        "windows-1252, El buzón está lleno – inténtelo más tarde"
    })
    void aTextIsReadInTheCharsetItWasWrittenIn(String charset, String text) {
        byte[] bytes = ("<ann@example.org>: " + text + "\n550 5.1.1\n").getBytes(Charset.forName(charset));

        assertEquals("<ann@example.org>: " + text + "\n550 5.1.1\n", read(bytes));
        assertEquals(
                List.of(
                        "undeclared-charset: part 1",
                        "guessed-charset: part 1 as "
                                + Charset.forName(charset).name().toLowerCase(java.util.Locale.ROOT)),
                shown());
    }

    @Test
    void utf8IsSureAndNotCalledAGuess() {
        assertEquals("Empfänger 退信", read("Empfänger 退信".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(List.of("undeclared-charset: part 1"), shown());
    }

    @Test
    void utf8ThatWasCutIsStillUtf8() {
        byte[] whole = "邮件无法投递到收件人".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String text = read(java.util.Arrays.copyOf(whole, whole.length - 1));

        assertTrue(text.startsWith("邮件无法投递到收件"));
        assertTrue(shown().contains("guessed-charset: part 1 as utf-8"));
    }

    @Test
    void aCharsetThatNobodyKnowsIsGuessedToo() {
        byte[] bytes = "почтовый ящик переполнен".getBytes(Charset.forName("KOI8-R"));

        assertEquals("почтовый ящик переполнен", Charsets.decode(bytes, "x-none", findings, () -> "part 1"));
        assertEquals(FindingKind.UNKNOWN_CHARSET, findings.list().getFirst().kind());
    }

    @Test
    void bytesOfNoCharsetAtAllAreReadAsSomething() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String text = read(bytes);
            assertTrue(
                    text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff),
                    () -> "seed " + SEED);
        }
    }
}
