package dev.rebound.cli.admin;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.email.EmailId;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which email a command is about. */
final class OneEmail {

    @Option(names = "--account", required = true, description = "The account's id.")
    private long account;

    @Parameters(paramLabel = "EMAIL", description = "The email's id.")
    private long email;

    AccountId account() {
        return new AccountId(account);
    }

    EmailId id() {
        return new EmailId(email);
    }
}
