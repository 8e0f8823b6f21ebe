package dev.rebound.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What roles and scopes permit hangs together. */
class PermissionTableTest {

    @Test
    void anOwnerMayDoEverythingInTheAccountAndNothingInTheInstallation() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(Permission.SUBMIT, Permission.INSTALLATION)), Role.OWNER.permissions());
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleMayLookAndNoneMayMoreThanTheOwner(Role role) {
        assertTrue(role.permissions().contains(Permission.VIEW));
        assertTrue(Role.OWNER.permissions().containsAll(role.permissions()));
    }

    @Test
    void whoOnlyReadsMayDoNothingElse() {
        assertEquals(Set.of(Permission.VIEW), Role.READ_ONLY.permissions());
    }

    @ParameterizedTest
    @EnumSource
    void everyPermissionHasTheScopeThatIsNamedForIt(Permission permission) {
        assertTrue(KeyScope.thatPermits(permission).permissions().contains(permission));
    }

    @Test
    void aProgramThatOnlySubmitsMayNotEvenLook() {
        assertEquals(Set.of(Permission.SUBMIT), KeyScope.SUBMISSION.permissions());
    }

    @Test
    void theWholeAccountIsWhatAnOwnerMayAndSubmitting() {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        KeyScope.wholeAccount().forEach(scope -> all.addAll(scope.permissions()));
        assertEquals(EnumSet.complementOf(EnumSet.of(Permission.INSTALLATION)), all);
    }
}
