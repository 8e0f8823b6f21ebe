package dev.rebound.server.cluster;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.EmailProblem;
import dev.rebound.server.boot.Installation;
import dev.rebound.server.config.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code rebound serve} as a process of a test: the whole installation, orders by standard input. It says {@code ready PORT} with the port of its
 * pages, and {@code accepted EMAIL} for each {@code send ACCOUNT EMAIL}; when its standard input ends it stops as it should.
 */
final class NodeMain {

    private NodeMain() {}

    /**
     * Runs until it is killed, or nobody holds its standard input any more.
     *
     * @param args the configuration file
     */
    public static void main(String[] args) throws IOException {
        Configuration configuration = Configuration.read(Optional.of(Path.of(args[0])), Map.of());
        try (Installation installation = Installation.open(configuration)) {
            Installation.Running running = installation.start(configuration.delivery());
            System.out.println("ready " + running.httpPort());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", 3);
                List<EmailProblem> problems = running.ports()
                        .outgoing()
                        .sending()
                        .send(
                                new AccountId(Integer.parseInt(words[1])),
                                new EmailId(Long.parseLong(words[2])),
                                "the test");
                System.out.println((problems.isEmpty() ? "accepted " : "refused ") + words[2]);
            }
        }
    }
}
