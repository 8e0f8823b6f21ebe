package dev.rebound.server.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encodings in which spreadsheet programs save CSV files. */
public enum TextEncoding {
    UTF_8(StandardCharsets.UTF_8, 0),
    UTF_8_MARKED(StandardCharsets.UTF_8, 3),
    UTF_16LE(StandardCharsets.UTF_16LE, 2),
    UTF_16BE(StandardCharsets.UTF_16BE, 2),
    /** What Excel in Chinese saves as "CSV"; contains GB2312 and GBK. */
    GB18030(Charset.forName("GB18030"), 0),
    /** What Excel in Western Europe and America saves as "CSV". */
    WINDOWS_1252(Charset.forName("windows-1252"), 0);

    private final Charset charset;
    private final int markOctets;

    TextEncoding(Charset charset, int markOctets) {
        this.charset = charset;
        this.markOctets = markOctets;
    }

    /** The charset that decodes it. */
    public Charset charset() {
        return charset;
    }

    /** Length of the byte order mark at the start of the file. */
    public int markOctets() {
        return markOctets;
    }

    /** The name people know it by. */
    public String label() {
        return charset.name();
    }

    /** True where nothing in the file says so and the bytes only fit this best. */
    public boolean isGuess() {
        return switch (this) {
            case GB18030, WINDOWS_1252 -> true;
            case UTF_8, UTF_8_MARKED, UTF_16LE, UTF_16BE -> false;
        };
    }
}
