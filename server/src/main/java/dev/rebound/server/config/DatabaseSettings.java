package dev.rebound.server.config;

import dev.rebound.store.database.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the database is, if it is not the file in the data folder.
 *
 * @param url of a PostgreSQL database; empty means SQLite in the data folder
 * @param user empty if the URL or the server knows
 * @param password in the settings themselves, usually by way of the environment
 * @param passwordFile holds the password instead
 */
public record DatabaseSettings(
        Optional<String> url, Optional<String> user, Optional<String> password, Optional<Path> passwordFile) {

    /** As PostgreSQL's own programs write an address. */
    private static final String PLAIN_SCHEME = "postgresql:";

    private static final Setting<Optional<String>> URL = Kinds.line(
            "database.url",
            "The PostgreSQL database to keep everything in, for example postgresql://db.example:5432/rebound. Empty means"
                    + " SQLite in the data folder.");
    private static final Setting<Optional<String>> USER = Kinds.line("database.user", "The database's user.");
    private static final Setting<Optional<String>> PASSWORD =
            Kinds.line("database.password", "Its password; better set in the environment than in the file.");
    private static final Setting<Optional<Path>> PASSWORD_FILE =
            Kinds.file("database.password-file", "The file with the password instead.");

    static final List<Setting<?>> ALL = List.of(URL, USER, PASSWORD, PASSWORD_FILE);

    static DatabaseSettings from(Values values) {
        return new DatabaseSettings(values.get(URL), values.get(USER), values.get(PASSWORD), values.get(PASSWORD_FILE));
    }

    /** SQLite in the data folder. */
    public static DatabaseSettings none() {
        return new DatabaseSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What does not fit together. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (url.isPresent() && !jdbc(url.get()).startsWith(PostgresAddress.SCHEME + "//")) {
            problems.add(URL.key() + ": must begin with postgresql://");
        }
        if (url.isEmpty() && (user.isPresent() || password.isPresent() || passwordFile.isPresent())) {
            problems.add(URL.key() + ": is missing, but there is a user or a password for it");
        }
        if (password.isPresent() && passwordFile.isPresent()) {
            problems.add(PASSWORD.key() + ": is set, and " + PASSWORD_FILE.key() + " too; one of them is enough");
        }
        if (passwordFile.isPresent() && !Files.isReadable(passwordFile.get())) {
            problems.add(PASSWORD_FILE.key() + ": " + passwordFile.get() + " cannot be read");
        }
        return problems;
    }

    /** Where the database is; empty for SQLite in the data folder. */
    public Optional<PostgresAddress> address() {
        return url.map(given -> new PostgresAddress(jdbc(given), user, password.or(this::fromFile)));
    }

    private static String jdbc(String given) {
        return given.startsWith(PLAIN_SCHEME) ? "jdbc:" + given : given;
    }

    private Optional<String> fromFile() {
        return passwordFile.map(file -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new ConfigurationException(List.of(PASSWORD_FILE.key() + ": " + file + " cannot be read"));
            }
        });
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + address().map(PostgresAddress::shown).orElse("SQLite") + "]";
    }
}
