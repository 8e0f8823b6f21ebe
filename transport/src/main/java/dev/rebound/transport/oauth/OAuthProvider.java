package dev.rebound.transport.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider, and what we are there.
 *
 * @param more parameters that it wants when it is asked
 * @param clientSecret asked for each time; public clients have none
 */
public record OAuthProvider(
        String name,
        Endpoints endpoints,
        Map<String, String> more,
        String clientId,
        Optional<Supplier<String>> clientSecret) {

    /** Name of Google's. */
    public static final String GOOGLE = "google";
    /** Name of Microsoft's. */
    public static final String MICROSOFT = "microsoft";

    public OAuthProvider {
        more = Map.copyOf(more);
    }

    /**
     * Where a provider is asked.
     *
     * @param scope the mailbox, by IMAP and SMTP
     */
    public record Endpoints(URI authorize, URI token, String scope) {}

    /**
     * Google (developers.google.com/identity/protocols/oauth2/web-server): a refresh token only if one asks so. The scope is that of
     * developers.google.com/workspace/gmail/imap/xoauth2-protocol ("OAuth 2.0 scopes"); both read on 2026-11-29.
     */
    public static OAuthProvider google(String clientId, Optional<Supplier<String>> clientSecret) {
        return new OAuthProvider(
                GOOGLE,
                new Endpoints(
                        URI.create("https://accounts.google.com/o/oauth2/v2/auth"),
                        URI.create("https://oauth2.googleapis.com/token"),
                        "https://mail.google.com/"),
                Map.of("access_type", "offline", "prompt", "consent"),
                clientId,
                clientSecret);
    }

    /**
     * Microsoft (learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth,
     * "Get an access token", read on 2026-11-29): scopes are given whole, with the resource's address, and {@code offline_access} is what
     * brings a refresh token. {@code common} lets people of every organisation and of Outlook.com in.
     */
    public static OAuthProvider microsoft(String clientId, Optional<Supplier<String>> clientSecret) {
        return new OAuthProvider(
                MICROSOFT,
                new Endpoints(
                        URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/authorize"),
                        URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/token"),
                        "offline_access https://outlook.office.com/IMAP.AccessAsUser.All"
                                + " https://outlook.office.com/SMTP.Send"),
                Map.of(),
                clientId,
                clientSecret);
    }
}
