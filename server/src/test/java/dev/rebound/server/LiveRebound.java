package dev.rebound.server;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.account.ApiKeys.NewKey;
import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Membership;
import dev.rebound.engine.account.People.NewPerson;
import dev.rebound.engine.account.Role;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import dev.rebound.server.session.SecretToken;
import dev.rebound.store.FreshFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole Rebound as it would be served, on any free ports, with one account; everything goes to one relay. */
public final class LiveRebound implements AutoCloseable {

    public static final String KEY = "key-of-the-account";
    private static final String PASSWORD = "a long enough password";
    public static final String SUBMISSION_KEY = "key-of-the-shop";

    private final Installation installation;
    private final Installation.Running running;
    private final AccountId account;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param more settings, by the names of their environment variables
     */
    public LiveRebound(Path folder, int relayPort, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "REBOUND_DATA_FOLDER", folder.toString(),
                "REBOUND_HTTP_PORT", "0",
                "REBOUND_INTAKE_PORT", "0",
                "REBOUND_INTAKE_BOUNCE_DOMAIN", "bounce.there.example",
                "REBOUND_DELIVERY_HELLO_NAME", "mail.there.example",
                "REBOUND_DELIVERY_SMARTHOST", "127.0.0.1:" + relayPort,
                "REBOUND_SUBMISSION_LISTEN", "127.0.0.1:0"));
        environment.putAll(more);
        Configuration configuration = Configuration.read(Optional.empty(), environment);
        FreshFolder.at(folder);
        installation = Installation.open(configuration);
        running = installation.start(configuration.delivery());
        account = ports().accounts().create("Shop", Instant.now());
        key(KEY, KeyScope.wholeAccount());
        key(SUBMISSION_KEY, Set.of(KeyScope.SUBMISSION));
    }

    private void key(String secret, Set<KeyScope> scopes) {
        ports().entry().keys().create(new NewKey(account, secret, scopes, SecretToken.hashOf(secret), Instant.now()));
    }

    public Ports ports() {
        return running.ports();
    }

    public AccountId account() {
        return account;
    }

    public int submissionPort() {
        return running.submissionPort().orElseThrow();
    }

    /** A browser signed in as somebody who has this role in the account. */
    public Browser somebodyWho(Role role) {
        String login = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String hash = CheapHash.of(PASSWORD);
        ports().entry()
                .people()
                .create(new NewPerson(login, "Somebody", hash, false, false, List.of(new Membership(account, role))));
        return new Browser(running.httpPort()).signIn(login, PASSWORD);
    }

    /** What the REST API answers, with its status in front. */
    public String get(String path, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running.httpPort() + "/api/v1" + path))
                .header("Authorization", "Bearer " + key)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Override
    public void close() {
        http.close();
        installation.close();
    }
}
