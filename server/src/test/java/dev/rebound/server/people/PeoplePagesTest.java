package dev.rebound.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.engine.account.Role;
import dev.rebound.engine.account.User;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import dev.rebound.server.SignedInPages;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People come in, change what they are, and leave; passwords and sessions. */
class PeoplePagesTest extends SignedInPages {

    private static final Pattern LINK =
            Pattern.compile("<code>http://127.0.0.1:[0-9]+(/[a-z-]+/[A-Za-z0-9_-]{43})</code>");
    private static final String GOOD = "seven green bottles";

    private String people;

    @BeforeEach
    void open() {
        people = "/a/" + world.own + "/people";
        mara.get(people);
    }

    private static String linkIn(HttpResponse<String> page) {
        Matcher link = LINK.matcher(page.body());
        assertTrue(link.find(), page.body());
        return link.group(1);
    }

    private String invite(String login, Role role) {
        HttpResponse<String> page = mara.submit(people, Map.of("login", login, "role", role.name()));
        assertEquals(200, page.statusCode());
        return linkIn(page);
    }

    private User user(String login) {
        return world.store.people().find(login).orElseThrow();
    }

    @Test
    void whoIsInvitedChoosesAPasswordAndIsIn() {
        String link = invite("kim@lantern.example", Role.SALES);
        assertTrue(mara.get(people).body().contains("kim@lantern.example"));
        try (Browser kim = new Browser(world.port())) {
            assertTrue(kim.get(link).body().contains("mara invites you to work in the account"));
            HttpResponse<String> weak =
                    kim.submit(link, Map.of("name", "Kim", "wanted", "password1234", "again", "password1234"));
            assertEquals(422, weak.statusCode());
            assertTrue(weak.body().contains("among the first that are guessed"));
            HttpResponse<String> done = kim.submit(link, Map.of("name", "Kim", "wanted", GOOD, "again", GOOD));
            assertEquals(
                    "/a/" + world.own + "/emails",
                    done.headers().firstValue("Location").orElse(""));
            assertEquals(200, kim.get("/a/" + world.own + "/contacts").statusCode());
            assertEquals(403, kim.get("/a/" + world.own + "/emails/new").statusCode());
            assertEquals(404, kim.get(link).statusCode());
        }
        assertEquals(Optional.of(Role.SALES), user("kim@lantern.example").roleIn(world.own));
    }

    @Test
    void whoHasALoginAlreadySignsInToAccept() {
        String link = invite("theo", Role.POSTMASTER);
        try (Browser theo = new Browser(world.port())) {
            assertTrue(theo.get(link).body().contains("You have this login already"));
            theo.submit(link, Map.of("name", "Thief", "wanted", GOOD, "again", GOOD));
            assertEquals(Optional.empty(), user("theo").roleIn(world.own));
            theo.signIn("theo", PagesWorld.PASSWORD);
            theo.get(link);
            assertEquals(303, theo.submit(link, Map.of()).statusCode());
        }
        assertEquals(Optional.of(Role.POSTMASTER), user("theo").roleIn(world.own));
        assertEquals(Optional.of(Role.OWNER), user("theo").roleIn(world.foreign));
    }

    @Test
    void anInvitationOfSomebodyElseIsNotAccepted() {
        String link = invite("theo", Role.OWNER);
        try (Browser sales = world.somebodyWho(Role.SALES)) {
            assertTrue(sales.get(link).body().contains("You are signed in as sales."));
            sales.submit(link, Map.of());
        }
        assertEquals(Optional.of(Role.SALES), user("sales").roleIn(world.own));
        assertEquals(Optional.empty(), user("theo").roleIn(world.own));
    }

    @Test
    void anInvitationThatIsWithdrawnIsGone() {
        String link = invite("kim", Role.SALES);
        mara.submit(people + "/withdraw", Map.of("login", "kim"));
        assertEquals(404, mara.get(link).statusCode());
    }

    @Test
    void theLastOwnerStays() {
        long owner = user("mara").id();
        world.store.people().remove(user("owner").id(), world.own);
        mara.submit(people + "/" + owner + "/role", Map.of("role", "SALES"));
        assertTrue(mara.get(people).body().contains("an account needs an owner"));
        assertEquals(Optional.of(Role.OWNER), user("mara").roleIn(world.own));
    }

    @Test
    void aSessionThatAnOwnerEndsIsOver() {
        try (Browser marketer = world.somebodyWho(Role.MARKETER)) {
            assertEquals(200, marketer.get("/a/" + world.own + "/emails").statusCode());
            long id = user("marketer").id();
            assertTrue(mara.get(people + "/" + id).body().contains("127.0.0.1"));
            mara.submit(people + "/" + id + "/sessions/end", Map.of());
            assertEquals(303, marketer.get("/a/" + world.own + "/emails").statusCode());
        }
    }

    @Test
    void aLivePageEndsWithItsSession() throws Exception {
        world.contacts(world.own, "kim@x.example");
        EmailId email = world.send(world.own, "September", "Autumn list");
        try (Browser marketer = world.somebodyWho(Role.MARKETER)) {
            Thread ending = Thread.ofVirtual().start(() -> {
                long id = user("marketer").id();
                mara.get(people + "/" + id);
                mara.submit(people + "/" + id + "/sessions/end", Map.of());
            });
            // The email is pending, so without an end the stream would outlast the browser's patience.
            HttpResponse<String> stream = marketer.get("/a/" + world.own + "/emails/" + email + "/performance/live");
            ending.join();
            assertEquals(200, stream.statusCode());
            assertTrue(stream.body().endsWith("event: done\ndata:\n\n"), stream.body());
            assertEquals(303, marketer.get("/me").statusCode());
        }
    }

    @Test
    void anOwnerSeesNothingOfWhatAPersonDoesElsewhere() {
        world.store.people().setRole(user("theo").id(), world.own, Role.READ_ONLY);
        try (Browser theo = new Browser(world.port()).signIn("theo", PagesWorld.PASSWORD)) {
            theo.get("/me");
            theo.submit("/switch-account", Map.of("account", world.foreign.toString()));
            assertTrue(mara.get(people + "/" + user("theo").id()).body().contains("Not signed in anywhere."));
            mara.submit(people + "/" + user("theo").id() + "/sessions/end", Map.of());
            assertEquals(200, theo.get("/a/" + world.foreign + "/emails").statusCode());
        }
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        try (Browser other = world.mara()) {
            mara.get("/me/password");
            assertEquals(
                    422,
                    mara.submit("/me/password", Map.of("old", "guess", "wanted", GOOD, "again", GOOD))
                            .statusCode());
            assertEquals(
                    422,
                    mara.submit("/me/password", Map.of("old", PagesWorld.PASSWORD, "wanted", GOOD, "again", GOOD + "!"))
                            .statusCode());
            assertEquals(200, other.get("/me").statusCode());
            assertEquals(
                    303,
                    mara.submit("/me/password", Map.of("old", PagesWorld.PASSWORD, "wanted", GOOD, "again", GOOD))
                            .statusCode());
            assertEquals(303, other.get("/me").statusCode());
            assertEquals(200, mara.get("/me").statusCode());
        }
        new Browser(world.port()).signIn("mara", GOOD).close();
    }

    @Test
    void aStolenSessionDoesNotGuessThePassword() {
        mara.get("/me/password");
        for (int i = 0; i < 5; i++) {
            mara.submit("/me/password", Map.of("old", "guess " + i, "wanted", GOOD, "again", GOOD));
        }
        HttpResponse<String> refused =
                mara.submit("/me/password", Map.of("old", PagesWorld.PASSWORD, "wanted", GOOD, "again", GOOD));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Too many wrong passwords."));
    }

    @Test
    void anOperatorResetsAPasswordByALinkAndKeepsSomebodyOut() {
        String page = "/operator/people/" + user("sales").id();
        try (Browser operator = new Browser(world.port()).signIn("olga", PagesWorld.PASSWORD);
                Browser sales = world.somebodyWho(Role.SALES)) {
            operator.get(page);
            String link = linkIn(operator.submit(page + "/password-link", Map.of()));
            assertEquals(200, sales.get("/me").statusCode());
            sales.get(link);
            assertEquals(
                    303,
                    sales.submit(link, Map.of("wanted", GOOD, "again", GOOD)).statusCode());
            assertEquals(404, sales.get(link).statusCode());
            assertEquals(303, sales.get("/me").statusCode());
            sales.signIn("sales", GOOD);

            operator.get(page);
            operator.submit(page + "/lock", Map.of());
            assertEquals(303, sales.get("/me").statusCode());
            operator.get(page);
            operator.submit(page + "/unlock", Map.of());
            sales.signIn("sales", GOOD);
        }
    }

    @Test
    void aPasswordThatAnOperatorChoseIsChangedFirst() {
        try (Browser operator = new Browser(world.port()).signIn("olga", PagesWorld.PASSWORD);
                Browser lee = new Browser(world.port())) {
            operator.get("/operator/people");
            assertEquals(
                    303,
                    operator.submit(
                                    "/operator/people",
                                    Map.of(
                                            "login",
                                            "lee",
                                            "name",
                                            "Lee",
                                            "password",
                                            GOOD,
                                            "role-" + world.own,
                                            "MARKETER"))
                            .statusCode());
            lee.signIn("lee", GOOD);
            assertEquals(
                    "/me/password",
                    lee.get("/a/" + world.own + "/emails")
                            .headers()
                            .firstValue("Location")
                            .orElse(""));
            assertFalse(lee.get("/me/password").body().contains("class=\"topnav\""), "links that lead back here");
            lee.submit("/me/password", Map.of("old", GOOD, "wanted", "ten more bottles", "again", "ten more bottles"));
            assertTrue(lee.get("/a/" + world.own + "/emails").body().contains("class=\"topnav\""));
        }
    }

    @Test
    void theLanguageSomebodyChoseIsThereAtTheNextSignIn() {
        mara.get("/me");
        mara.submit("/me", Map.of("name", "Mara L.", "language", "zh-CN"));
        try (Browser later = world.mara()) {
            assertTrue(later.get("/me").body().contains("lang=\"zh-CN\""));
        }
    }

    @Test
    void aKeyIsMadeWithScopesAndCannotDoMore() {
        String keys = "/a/" + world.own + "/api-keys";
        mara.get(keys);
        HttpResponse<String> none = mara.submit(keys, Map.of("name", "CRM"));
        assertEquals(422, none.statusCode());
        assertTrue(none.body().contains("Choose at least one."));
        HttpResponse<String> more = mara.submit(keys, Map.of("name", "CRM", "scope", "OPERATOR"));
        assertEquals(422, more.statusCode());
        HttpResponse<String> made =
                mara.submit(keys, Map.of("name", "CRM", "scope", "READ", "days", "30", "rate", "5"));
        assertEquals(200, made.statusCode());
        assertTrue(made.body().contains("5 calls in a minute"), made.body());
    }
}
