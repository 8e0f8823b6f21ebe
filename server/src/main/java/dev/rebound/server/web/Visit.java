package dev.rebound.server.web;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.ApiKey;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.once.KeptAnswers;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.session.SecretToken;
import dev.rebound.server.session.Sessions;
import dev.rebound.server.session.SignedIn;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One request that has been let in: who, in which account, in which language, and the ways to answer.
 * Belongs to one thread.
 */
public final class Visit {

    /** What the path of a page of an account begins with. */
    public static final String ACCOUNT_PATH = "/a/{account}/";

    static final String SESSION_COOKIE = "rebound_session";
    /** Repeats the CSRF token of who has not signed in. */
    static final String VISITOR_COOKIE = "rebound_visitor";

    private static final String LANGUAGE_COOKIE = "rebound_language";
    private static final String NOTE_COOKIE = "rebound_note";
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(400);
    private static final Duration NOTE_KEPT = Duration.ofMinutes(1);

    private final Context http;
    private final Site site;
    private final Optional<SignedIn> signedIn;
    private final Optional<Account> account;
    private final Optional<ApiKey> apiKey;
    private final Wording wording;
    private Stay stay = new Stay(() -> {}, () -> true);

    Visit(Context http, Site site, Optional<SignedIn> signedIn, Optional<Account> account, Optional<ApiKey> apiKey) {
        this.http = http;
        this.site = site;
        this.signedIn = signedIn;
        this.account = account;
        this.apiKey = apiKey;
        this.wording = new Wording(languageOf(http), site.settings().zone());
    }

    Visit in(Account other) {
        return new Visit(http, site, signedIn, Optional.of(other), apiKey);
    }

    /**
     * While a request is worked on.
     *
     * @param leavePlace gives back its place among those that are worked on at the same time
     * @param stillAdmitted whether whoever made it could still make it
     */
    record Stay(Runnable leavePlace, BooleanSupplier stillAdmitted) {}

    Visit during(Stay request) {
        this.stay = request;
        return this;
    }

    private static Language languageOf(Context http) {
        return Optional.ofNullable(http.cookie(LANGUAGE_COOKIE))
                .flatMap(Language::of)
                .orElseGet(() -> Language.preferred(
                        Optional.ofNullable(http.header("Accept-Language")).orElse("")));
    }

    /** The request and response themselves. */
    public Context http() {
        return http;
    }

    /** Answers to calls that may be repeated. */
    public KeptAnswers keptAnswers() {
        return site.keptAnswers();
    }

    /** The time by the clock of the world. */
    public Instant now() {
        return site.clock().instant();
    }

    public Wording wording() {
        return wording;
    }

    Site site() {
        return site;
    }

    /** Who has signed in, if anybody has. */
    public Optional<SignedIn> signedIn() {
        return signedIn;
    }

    /** Who has signed in; only where the route demands that somebody has. */
    public SignedIn who() {
        return signedIn.orElseThrow(() -> new IllegalStateException("the route does not ask for a sign-in"));
    }

    /** The name that goes into the audit log: the login, or the API key's name. */
    public String by() {
        return apiKey.map(ApiKey::name).orElseGet(() -> who().user().login());
    }

    /** The key of a program, if it is one. */
    public Optional<ApiKey> apiKey() {
        return apiKey;
    }

    /** The account being worked in; only where the route demands one. */
    public AccountId account() {
        return currentAccount()
                .orElseThrow(() -> new IllegalStateException("the route does not ask for an account"))
                .id();
    }

    /** The account of the path, of the API key, or the one last worked in. */
    public Optional<Account> currentAccount() {
        return account;
    }

    /** Whether the person may do this in the account being worked in, or the program with its key. */
    public boolean may(Permission permission) {
        return apiKey.map(ApiKey::permissions)
                .or(() -> signedIn.flatMap(who -> account.map(in -> who.permissionsIn(in.id()))))
                .map(permitted -> permitted.contains(permission))
                .orElse(false);
    }

    // ---- What was asked

    /** A parameter of the path that is a positive number; anything else is a page that does not exist. */
    public long number(String pathParameter) {
        return positive(http.pathParam(pathParameter), Long.MAX_VALUE);
    }

    static long positive(String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new NotFoundResponse();
        }
        throw new NotFoundResponse();
    }

    /** A parameter of the query, or an empty text. */
    public String query(String name) {
        return Optional.ofNullable(http.queryParam(name)).orElse("");
    }

    /** A constant named in the query; empty if it is not there or not one. */
    public <E extends Enum<E>> Optional<E> query(String name, Class<E> type) {
        return constant(query(name), type);
    }

    /** A number in the query; empty if it is not there or not positive. */
    public Optional<Long> queryNumber(String name) {
        return positiveNumber(query(name));
    }

    private static Optional<Long> positiveNumber(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(number -> number > 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** A field of the form, or an empty text. */
    public String form(String name) {
        return Optional.ofNullable(http.formParam(name)).orElse("");
    }

    /** A number in the form; empty if it is not there or not positive. */
    public Optional<Long> formNumber(String name) {
        return positiveNumber(form(name));
    }

    /** A constant named in the form; empty if it is not there or not one. */
    public <E extends Enum<E>> Optional<E> form(String name, Class<E> type) {
        return constant(form(name), type);
    }

    private static <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /** Whether script asks for a part of a page only, not for the page. */
    public boolean wantsFragment() {
        return http.header("HX-Request") != null
                && http.header("HX-Boosted") == null
                && http.header("HX-History-Restore-Request") == null;
    }

    /** The client's IP address, as far as the settings let us believe it. */
    public String client() {
        String forwarded = http.header("X-Forwarded-For");
        if (site.settings().trustForwarded() && forwarded != null) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return http.ip();
    }

    /** Where somebody signs in from. */
    public Sessions.Client whereFrom() {
        return new Sessions.Client(
                client(), Optional.ofNullable(http.header("User-Agent")).orElse(""));
    }

    /** A page's address with everything that a person somewhere else needs to reach it. */
    public String reachable(String path) {
        return site.settings()
                        .publicUrl()
                        .map(url -> url.toString().replaceFirst("/+$", ""))
                        .orElseGet(() -> "http://" + http.host())
                + path;
    }

    // ---- Answers

    /** Answers with a page that needs nothing but the view. */
    public void page(String template) {
        http.html(render(template, Map.of()));
    }

    /** Answers with a page, or a part of one. */
    public void page(String template, Object model) {
        http.html(render(template, Map.of("model", model)));
    }

    /** A part of a page as text, for example for an event stream. */
    public String render(String template, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("view", view());
        StringOutput output = new StringOutput();
        Site.TEMPLATES.render(template, all, output);
        return output.toString();
    }

    /**
     * A state of parts of a page.
     *
     * @param parts their HTML, by the name of the event that replaces each
     * @param last whether they will not change any more
     */
    public record Frame(Map<String, String> parts, boolean last) {
        public Frame {
            parts = Map.copyOf(parts);
        }
    }

    /** Keeps parts of a page up to date by server-sent events until their last frame. */
    public void stream(Supplier<Frame> frames) throws InterruptedException {
        stay.leavePlace().run();
        site.streams().serve(http, new LiveStreams.Source(streamOwner(), frames, stay.stillAdmitted()));
    }

    /**
     * Events of a stream.
     *
     * @param id by which a reader that comes back says what it has seen
     */
    public record Event(long id, String name, String data) {}

    /**
     * Sends events as they come, until the reader has gone, may not see them any more, or ten minutes have passed.
     *
     * @param next the events since it was asked last; asked again at once if there are some
     * @return false if there is no place for one more stream, and nothing was answered
     */
    public boolean events(Supplier<List<Event>> next) throws InterruptedException {
        stay.leavePlace().run();
        return site.streams().serveEvents(http, streamOwner(), next, stay.stillAdmitted());
    }

    /** Whose streams are counted together: those of a session, or those of an account's programs. */
    private String streamOwner() {
        return signedIn.map(who -> "session " + who.session().name()).orElseGet(() -> "account " + account());
    }

    /** Answers with HTML that somebody wrote, where it can do no harm. */
    public void sandboxed(String html) {
        SecurityHeaders.sandbox(http);
        http.html(html).contentType("text/html; charset=utf-8");
    }

    private View view() {
        return new View(site, wording, signedIn, account, csrfToken(), http.path(), http.queryString(), takeNote());
    }

    /** Sends the browser to another page of ours; also when script asked. */
    public void redirect(String path) {
        if (http.header("HX-Request") != null && http.header("HX-Boosted") == null) {
            http.status(204).header("HX-Redirect", path);
        } else {
            http.redirect(path, io.javalin.http.HttpStatus.SEE_OTHER);
        }
    }

    /**
     * Sends the browser to another page, which then shows a note.
     *
     * @param noteKey a key that begins with {@code note.}
     */
    public void redirect(String path, String noteKey) {
        if (!wording.has(noteKey) || !noteKey.startsWith("note.")) {
            throw new IllegalArgumentException("no text for the note " + noteKey);
        }
        setCookie(NOTE_COOKIE, noteKey, NOTE_KEPT);
        redirect(path);
    }

    private Optional<String> takeNote() {
        Optional<String> key = Optional.ofNullable(http.cookie(NOTE_COOKIE))
                .filter(name -> name.startsWith("note."))
                .filter(wording::has);
        if (key.isPresent()) {
            setCookie(NOTE_COOKIE, "", Duration.ZERO);
        }
        return key.map(wording::text);
    }

    /** Puts the session into the browser. */
    public void openSession(String token, Duration lifetime) {
        setCookie(SESSION_COOKIE, token, lifetime);
    }

    /** Takes the session out of the browser. */
    public void closeSession() {
        setCookie(SESSION_COOKIE, "", Duration.ZERO);
    }

    /** Keeps the choice of a language. */
    public void choose(Language language) {
        setCookie(LANGUAGE_COOKIE, language.tag(), LANGUAGE_KEPT);
    }

    /** What a form must carry to be believed. */
    private String csrfToken() {
        if (signedIn.isPresent()) {
            return signedIn.get().session().csrfToken();
        }
        String token = Optional.ofNullable(http.cookie(VISITOR_COOKIE))
                .filter(kept -> kept.matches("[A-Za-z0-9_-]{43}"))
                .orElseGet(SecretToken::create);
        setCookie(VISITOR_COOKIE, token, site.settings().signInFor());
        return token;
    }

    private void setCookie(String name, String value, Duration lifetime) {
        http.cookie(new Cookie(
                name, value, "/", (int) lifetime.toSeconds(), site.settings().isSecure(), true, null, SameSite.LAX));
    }
}
