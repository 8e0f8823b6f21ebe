package dev.rebound.server.web;

import java.util.regex.Pattern;

/** An address given to come back to: taken only if it cannot lead to another site. */
public final class LocalAddress {

    /** One slash, no second slash or backslash after it, printable ASCII. */
    private static final Pattern LOCAL = Pattern.compile("/([A-Za-z0-9?#%._~!$&'()*+,;=:@-][!-\\[\\]-~]{0,1999})?");

    private LocalAddress() {}

    /** The address if it is one of ours, else the home page. */
    public static String orHome(String address) {
        return LOCAL.matcher(address).matches() ? address : "/";
    }
}
