package dev.rebound.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.account.KeyScope;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.account.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the guide say what the code does. */
class PermissionGuideTest {

    private static List<String> rows(String heading) throws IOException {
        Path guide = Path.of(System.getProperty("rebound.root", ".."), "docs/guides/people.md");
        return Files.readString(guide)
                .lines()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** Which roles a row says yes for. */
    private static List<Boolean> answers(String row) {
        List<String> cells =
                Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        return cells.subList(2, 2 + Role.values().length).stream()
                .map("yes"::equals)
                .toList();
    }

    @Test
    void theTableOfRolesIsTheCodes() throws IOException {
        List<Permission> permissions =
                Role.OWNER.permissions().stream().sorted().toList();
        List<String> rows = rows("| permission | owner");
        for (int i = 0; i < permissions.size(); i++) {
            Permission permission = permissions.get(i);
            List<Boolean> expected = Arrays.stream(Role.values())
                    .map(role -> role.permissions().contains(permission))
                    .toList();
            assertEquals(expected, answers(rows.get(i)), permission + ": " + rows.get(i));
        }
        assertEquals(permissions.size() + 1, rows.size());
    }

    @Test
    void everyScopeIsExplained() throws IOException {
        assertEquals(
                Arrays.stream(KeyScope.values()).map(scope -> "`" + scope + "`").collect(Collectors.toList()),
                rows("| scope | permits").stream()
                        .map(row -> row.split("\\|", -1)[1].strip())
                        .collect(Collectors.toList()));
    }
}
