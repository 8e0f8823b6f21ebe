package dev.rebound.engine.email;

import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that goes with an email. One whose name the HTML refers to as {@code cid:name} is shown in it;
 * any other is an attachment.
 *
 * @param name as the recipient sees it; unique in its email
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a file is bytes; nobody compares two by value
public record EmailFile(String name, byte[] content) {

    /** Most files of an email. */
    public static final int FILES_MAX = 20;
    /**
     * Most octets of all files of an email together. In transit they grow by a third, and many servers
     * take no message over 20 MB.
     */
    public static final int OCTETS_MAX = 10_000_000;
    /** Longest name, in octets of UTF-8; file systems take 255. */
    public static final int NAME_OCTETS_MAX = 200;

    /** What Gmail and Outlook refuse in any form (Gmail help, "File types blocked in Gmail"). */
    private static final Set<String> REFUSED_EVERYWHERE = Set.of(
            "ade", "adp", "apk", "appx", "bat", "cab", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "ins",
            "iso", "isp", "jar", "js", "jse", "lib", "lnk", "mde", "msc", "msi", "msp", "mst", "nsh", "pif", "ps1",
            "scr", "sct", "shb", "sys", "vb", "vbe", "vbs", "vxd", "wsc", "wsf", "wsh");

    /** Why a file cannot go with an email. */
    public enum Problem {
        /** Empty, too long, or with a slash or control character. */
        BAD_NAME,
        /** Large providers refuse every message that carries such a file. */
        REFUSED_TYPE,
        EMPTY,
        /** All files of the email together are larger than {@link #OCTETS_MAX}. */
        TOO_LARGE,
        TOO_MANY,
        /** The email has been sent, is being sent, or is not there. */
        NOT_A_DRAFT
    }

    /** What is wrong with the file itself. */
    public Optional<Problem> problem() {
        if (name.isBlank()
                || name.getBytes(StandardCharsets.UTF_8).length > NAME_OCTETS_MAX
                || name.chars()
                        .anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\' || c == '<' || c == '>')) {
            return Optional.of(Problem.BAD_NAME);
        }
        if (REFUSED_EVERYWHERE.contains(extension())) {
            return Optional.of(Problem.REFUSED_TYPE);
        }
        if (content.length == 0) {
            return Optional.of(Problem.EMPTY);
        }
        return content.length > OCTETS_MAX ? Optional.of(Problem.TOO_LARGE) : Optional.empty();
    }

    private String extension() {
        return name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    }

    /** Its media type by its name; what a browser said of it proves nothing. */
    public String mediaType() {
        return mediaTypeOf(name);
    }

    static String mediaTypeOf(String name) {
        String guess = URLConnection.guessContentTypeFromName(name.toLowerCase(Locale.ROOT));
        // A message or a multipart would be taken apart on the way.
        return guess == null || guess.startsWith("message/") || guess.startsWith("multipart/")
                ? "application/octet-stream"
                : guess;
    }

    /** Whether an HTML shows the file. */
    public boolean isShownIn(String html) {
        return html.contains(name) && references().matcher(html).find();
    }

    /** The HTML with another address where it shows the file. */
    public String replacedIn(String html, String address) {
        return references().matcher(html).replaceAll(Matcher.quoteReplacement(address));
    }

    /** The name must end where the reference does, so that {@code a.png} is not found in {@code a.png.bak}. */
    private Pattern references() {
        return Pattern.compile(Pattern.quote("cid:" + name) + "(?=[\"')>]|\\s*$)");
    }
}
