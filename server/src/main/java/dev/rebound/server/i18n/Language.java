package dev.rebound.server.i18n;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the pages. */
public enum Language {
    ENGLISH("en", Locale.of("en", "GB"), "EN", "English"),
    CHINESE("zh-CN", Locale.SIMPLIFIED_CHINESE, "中文", "简体中文");

    /** Longest {@code Accept-Language} looked at, in characters. */
    private static final int HEADER_LENGTH_MAX = 500;

    private final String tag;
    private final Locale locale;
    private final String label;
    private final String ownName;

    Language(String tag, Locale locale, String label, String ownName) {
        this.tag = tag;
        this.locale = locale;
        this.label = label;
        this.ownName = ownName;
    }

    /** The BCP 47 tag, as in {@code <html lang>}, the cookie and the switch. */
    public String tag() {
        return tag;
    }

    /** How numbers and dates are written. */
    public Locale locale() {
        return locale;
    }

    /** The language's own name, short. */
    public String label() {
        return label;
    }

    /** The language's own name. */
    public String ownName() {
        return ownName;
    }

    /** The end of a catalogue's file name. */
    String fileSuffix() {
        return tag.replace('-', '_');
    }

    /** By tag. */
    public static Optional<Language> of(String tag) {
        for (Language language : values()) {
            if (language.tag.equals(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** What a browser asks for (RFC 9110, section 12.5.4): the first range we have, else English. */
    public static Language preferred(String acceptLanguage) {
        if (acceptLanguage.isBlank() || acceptLanguage.length() > HEADER_LENGTH_MAX) {
            return ENGLISH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            for (Locale.LanguageRange range : ranges) {
                String wanted = range.getRange();
                if (wanted.startsWith("zh")) {
                    return CHINESE;
                }
                if (wanted.startsWith("en")) {
                    return ENGLISH;
                }
            }
            return ENGLISH;
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }
}
