package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.SuspectedFalse;
import dev.rebound.server.suppression.AllowlistLetters.Letter;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/**
 * Suppressions that may be false, each with what speaks for the address, and the letter with which one asks a receiving
 * postmaster to let mail in.
 */
public final class SuspectedPages implements Feature {

    private static final int ROWS = 50;
    private static final String LIST = "/a/{account}/suppressions/suspected";

    private final Suppressions suppressions;
    private final AllowlistLetters letters;

    SuspectedPages(Suppressions suppressions, AllowlistLetters letters) {
        this.suppressions = suppressions;
        this.letters = letters;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.to(Permission.VIEW), this::list)
                .get("/a/{account}/suppressions/allowlist", Access.to(Permission.VIEW), this::letter);
    }

    /** A page of the list. */
    public record SuspectedList(List<SuspectedFalse> rows, boolean isFirst, Optional<AddressKey> next) {}

    private void list(Visit visit) {
        Optional<AddressKey> after = EmailAddress.parse(visit.query("after")).map(EmailAddress::key);
        List<SuspectedFalse> found = suppressions.suspected(visit.account(), after, ROWS + 1);
        List<SuspectedFalse> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<AddressKey> next =
                found.size() > ROWS ? Optional.of(page.getLast().suppressed().address()) : Optional.empty();
        visit.page("suppressions/suspected.jte", new SuspectedList(page, after.isEmpty(), next));
    }

    /** The letters for one suppressed address. */
    public record Letters(SuppressedAddress suppressed, List<Letter> letters) {}

    private void letter(Visit visit) {
        SuppressedAddress suppressed = EmailAddress.parse(visit.query("address"))
                .flatMap(address -> suppressions.find(visit.account(), address.key()))
                .orElseThrow(NotFoundResponse::new);
        visit.page(
                "suppressions/allowlist.jte",
                new Letters(
                        suppressed,
                        letters.of(visit.account(), suppressed, visit.wording().zone())));
    }
}
