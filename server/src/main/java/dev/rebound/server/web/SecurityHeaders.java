package dev.rebound.server.web;

import io.javalin.http.Context;

/** Headers that narrow what a browser does with our pages (OWASP Secure Headers). On every answer. */
final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    /** For HTML that somebody wrote: no script, no forms, no network, an origin of its own. */
    private static final String SANDBOX = String.join(
            "; ",
            "sandbox",
            "default-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "frame-ancestors 'self'");

    private SecurityHeaders() {}

    static void put(Context http, boolean secure) {
        http.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
                .header("Cache-Control", "no-store");
        if (secure) {
            http.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    static void sandbox(Context http) {
        http.header("Content-Security-Policy", SANDBOX).header("X-Frame-Options", "SAMEORIGIN");
    }
}
