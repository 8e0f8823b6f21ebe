package dev.rebound.server.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.rebound.server.csv.CsvRows.Broken;
import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.CsvRows.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void findsTheSeparator(String separator) throws IOException {
        List<Row> rows = read("email%sname\na@b.example%s\"x;y,z\"\n".replace("%s", separator), UTF_8);

        assertEquals(List.of(cells(1, "email", "name"), cells(2, "a@b.example", "x;y,z")), rows);
    }

    @Test
    void takesExcelsOwnHintForTheSeparator() throws IOException {
        assertEquals(List.of(cells(2, "a,b", "c")), read("sep=;\r\na,b;c\r\n", UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void countsLinesWithAnyLineEndAndPassesOverEmptyOnes(String end) throws IOException {
        assertEquals(List.of(cells(1, "a", "b"), cells(3, "c", "d")), read("a,b" + end + end + "c,d", UTF_8));
    }

    @Test
    void keepsLineBreaksInsideQuotationMarks() throws IOException {
        assertEquals(
                List.of(cells(1, "a", "two\nlines"), cells(3, "b", "say \"hi\"")),
                read("a,\"two\r\nlines\"\r\nb,\"say \"\"hi\"\"\"\r\n", UTF_8));
    }

    @Test
    void anUnclosedQuotationMarkCostsItsLineOnly() throws IOException {
        List<Row> rows = read("a,b\n\"open,c\nd,e\nf,g\n", UTF_8);

        assertEquals(
                List.of(
                        cells(1, "a", "b"),
                        new Broken(2, RowProblem.QUOTES, "\"open,c"),
                        cells(3, "d", "e"),
                        cells(4, "f", "g")),
                rows);
    }

    @Test
    void quotationMarksInsideWordsAreLettersLikeOthers() throws IOException {
        assertEquals(
                List.of(cells(1, "5\" pipe", "a"), cells(2, "6\" pipe", "b")), read("5\" pipe,a\n6\" pipe,b\n", UTF_8));
    }

    @Test
    void aLineBeyondTheLimitIsReportedAndTheNextIsRead() throws IOException {
        List<Row> rows = read("a,b\n" + "x".repeat(CsvRows.LINE_LENGTH_MAX + 1) + "\nc,d\n", UTF_8);

        assertEquals(3, rows.size());
        assertEquals(RowProblem.LINE_TOO_LONG, ((Broken) rows.get(1)).problem());
        assertEquals(cells(3, "c", "d"), rows.get(2));
    }

    @Test
    void readsEveryEncodingThatSpreadsheetsSave() throws IOException {
        String text = "邮箱,姓名\nli@b.example,李雷\nwang@b.example,王芳\n";
        List<Row> expected =
                List.of(cells(1, "邮箱", "姓名"), cells(2, "li@b.example", "李雷"), cells(3, "wang@b.example", "王芳"));

        assertEquals(expected, read(text, UTF_8));
        assertEquals(expected, read("\ufeff" + text, UTF_8));
        assertEquals(expected, read("\ufeff" + text, UTF_16LE));
        assertEquals(expected, read("\ufeff" + text, UTF_16BE));
        assertEquals(expected, read(text, Charset.forName("GB18030")));
        assertEquals(List.of(cells(1, "Müller", "José")), read("Müller,José\n", Charset.forName("windows-1252")));
    }

    @Test
    void oneBrokenCharacterInUtf8CostsItsLineOnly() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("王芳,李雷,韩梅梅,林涛\n".getBytes(UTF_8));
        bytes.writeBytes(new byte[] {'a', (byte) 0xff, '\n'});
        bytes.writeBytes("王芳,李雷\n".getBytes(UTF_8));

        List<Row> rows = read(bytes.toByteArray());

        assertEquals(cells(1, "王芳", "李雷", "韩梅梅", "林涛"), rows.get(0));
        assertEquals(RowProblem.BROKEN_CHARACTERS, ((Broken) rows.get(1)).problem());
        assertEquals(cells(3, "王芳", "李雷"), rows.get(2));
    }

    @Test
    void aZeroCharacterCostsItsLineOnly() throws IOException {
        List<Row> rows = read("a,b\0\nc,d\n", UTF_8);

        assertEquals(List.of(new Broken(1, RowProblem.ZERO_CHARACTER, "a,b\0"), cells(2, "c", "d")), rows);
    }

    @Test
    void anEmptyFileHasNoRows() throws IOException {
        assertEquals(List.of(), read("", UTF_8));
        assertEquals(List.of(), read("\n\n\n", UTF_8));
    }

    @Test
    void hostileQuotationMarksCostBoundedTime() throws IOException {
        byte[] hostile = "\"\n".repeat(100_000).concat("\"a\n").getBytes(UTF_8);
        Path file = Files.write(folder.resolve("hostile.csv"), hostile);

        assertTimeout(Duration.ofSeconds(20), () -> readAll(file));
    }

    @Test
    void anyBytesAreReadWithoutAnException() throws IOException {
        long seed = 20_251_124L;
        Random random = new Random(seed);
        byte[] alphabet = {
            '"', '"', ',', ';', '\t', '\r', '\n', '\'', '=', 'a', 0, (byte) 0xff, (byte) 0xc3, (byte) 0x84
        };
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            read(bytes);
        }
    }

    private List<Row> read(String text, Charset charset) throws IOException {
        return read(text.getBytes(charset));
    }

    private List<Row> read(byte[] bytes) throws IOException {
        return readAll(Files.write(folder.resolve("file.csv"), bytes));
    }

    static List<Row> readAll(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CsvRows csv = CsvRows.open(file, FileSurvey.of(file).encoding())) {
            for (Optional<Row> row = csv.next(); row.isPresent(); row = csv.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static Row cells(long line, String... cells) {
        return new Cells(line, List.of(cells));
    }
}
