package dev.rebound.server.web;

import dev.rebound.engine.account.Permission;

/** Thrown where somebody may come in but not do this; becomes a 403 that says what is missing. */
final class NotPermitted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Permission permission;

    NotPermitted(Permission permission) {
        super("not permitted: " + permission, null, false, false);
        this.permission = permission;
    }

    Permission permission() {
        return permission;
    }
}
