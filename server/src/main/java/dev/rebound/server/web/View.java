package dev.rebound.server.web;

import dev.rebound.engine.account.Account;
import dev.rebound.engine.account.Permission;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.session.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every template gets beside its model: texts, formats, addresses of pages, who is looking. */
public final class View {

    /** Accounts in the menu; who works in more has a list of them elsewhere. */
    private static final int ACCOUNTS_LISTED_MAX = 50;

    private final Site site;
    private final Wording wording;
    private final Optional<SignedIn> signedIn;
    private final Optional<Account> account;
    private final String csrf;
    private final String path;
    private final Optional<String> query;
    private final Optional<String> note;

    View(
            Site site,
            Wording wording,
            Optional<SignedIn> signedIn,
            Optional<Account> account,
            String csrf,
            String path,
            @Nullable String query,
            Optional<String> note) {
        this.site = site;
        this.wording = wording;
        this.signedIn = signedIn;
        this.account = account;
        this.csrf = csrf;
        this.path = path;
        this.query = Optional.ofNullable(query);
        this.note = note;
    }

    /** A text of the catalogue. */
    public String t(String key, Object... arguments) {
        return wording.text(key, arguments);
    }

    /** What a constant is called. */
    public String name(Enum<?> constant) {
        return wording.name(constant);
    }

    public Wording wording() {
        return wording;
    }

    public String number(long number) {
        return wording.number(number);
    }

    public String percent(double share) {
        return wording.percent(share);
    }

    /** A moment as a person reads it. */
    public String when(Instant moment) {
        return wording.dateTime(moment);
    }

    /** A moment for a dense table. */
    public String shortly(Instant moment) {
        return wording.shortly(moment, site.clock().instant());
    }

    public Language language() {
        return wording.language();
    }

    public List<Language> languages() {
        return List.of(Language.values());
    }

    public Optional<SignedIn> signedIn() {
        return signedIn;
    }

    /** Whether somebody has signed in and may go on: who has to change the password first may go nowhere else. */
    public boolean mayGoOn() {
        return signedIn.filter(who -> !who.user().settings().mustChangePassword())
                .isPresent();
    }

    public boolean isOperator() {
        return signedIn.map(who -> who.user().operator()).orElse(false);
    }

    /** Whether who is looking may do this in the account being worked in. */
    public boolean may(Permission permission) {
        return signedIn.flatMap(who -> account.map(in -> who.permissionsIn(in.id())))
                .map(permitted -> permitted.contains(permission))
                .orElse(false);
    }

    public Optional<Account> account() {
        return account;
    }

    /** The accounts the person can switch to, at most {@value #ACCOUNTS_LISTED_MAX} of them. */
    public List<Account> choosableAccounts() {
        return signedIn.map(who -> site.accounts().all().stream()
                        .filter(candidate -> who.mayWorkIn(candidate.id()))
                        .limit(ACCOUNTS_LISTED_MAX)
                        .toList())
                .orElseGet(List::of);
    }

    /** The address of a page of the account being worked in: {@code emails} gives {@code /a/7/emails}. */
    public String a(String rest) {
        return account.map(current -> "/a/" + current.id() + "/" + rest).orElse("/");
    }

    /** The address of a stream that keeps this page up to date: it gets this page's own query. */
    public String live(String rest) {
        return a(rest) + query.map(text -> "?" + text).orElse("");
    }

    /** Whether the page being shown lies under this address: what the menu marks as current. */
    public boolean isUnder(String address) {
        return path.equals(address) || path.startsWith(address + "/");
    }

    /** This page's own address, for coming back to it. */
    public String here() {
        return path + query.map(text -> "?" + text).orElse("");
    }

    /** A value made fit to stand in a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The address of a style sheet, script or picture. */
    public String asset(String name) {
        return site.assets().address(name);
    }

    /** What a form must carry in the field {@code csrf}. */
    public String csrf() {
        return csrf;
    }

    /** What the page before wants to say. */
    public Optional<String> note() {
        return note;
    }

    /** Whether this is a rehearsal, whose clock can be moved. */
    public boolean isRehearsal() {
        return site.rehearsal();
    }

    /** The time of the world. */
    public Instant now() {
        return site.clock().instant();
    }
}
