package dev.rebound.server.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.CsvRows.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCsvWriterTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-1+1",
                "@SUM(1+1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "＝1+1",
                "'=1+1",
                "''@x",
                "-",
                "-5.00e3"
            })
    void putsAnApostropheBeforeWhatCouldBeAFormula(String cell) throws IOException {
        assertTrue(written(List.of(List.of(cell))).startsWith("\ufeff\"'" + cell.charAt(0)));
        assertEquals(List.of(List.of(cell.replace('\r', '\n'))), readBack(List.of(List.of(cell))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5.00", "-12", "5", "'quoted'", "a=b", "", "O'Brien", "王芳"})
    void leavesNumbersAndTextAlone(String cell) throws IOException {
        assertEquals("\ufeff\"" + cell + "\"\r\n", written(List.of(List.of(cell))));
    }

    @Test
    void readingGivesBackExactlyWhatWasWritten() throws IOException {
        Random random = new Random(42);
        String alphabet = "'=+-@＝\t\"\n,;a1. 王";
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < 2_000; row++) {
            List<String> cells = new ArrayList<>(List.of("row " + row));
            for (int column = 0; column < 3; column++) {
                StringBuilder cell = new StringBuilder();
                random.ints(random.nextInt(6), 0, alphabet.length()).forEach(i -> cell.append(alphabet.charAt(i)));
                cells.add(cell.toString());
            }
            rows.add(cells);
        }

        assertEquals(rows, readBack(rows));
    }

    private static byte[] bytes(List<List<String>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafeCsvWriter csv = new SafeCsvWriter(out)) {
            rows.forEach(csv::row);
        }
        return out.toByteArray();
    }

    private static String written(List<List<String>> rows) throws IOException {
        return new String(bytes(rows), UTF_8);
    }

    private List<List<String>> readBack(List<List<String>> rows) throws IOException {
        Path file = Files.write(folder.resolve("written.csv"), bytes(rows));
        List<List<String>> read = new ArrayList<>();
        for (Row row : CsvRowsTest.readAll(file)) {
            read.add(((Cells) row).cells());
        }
        return read;
    }
}
