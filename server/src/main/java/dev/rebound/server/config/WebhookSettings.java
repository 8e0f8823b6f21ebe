package dev.rebound.server.config;

import java.util.List;

/**
 * Calls to other programs.
 *
 * @param allowPrivateAddresses whether receivers may be in private networks, and be called without TLS
 */
public record WebhookSettings(boolean allowPrivateAddresses) {

    private static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES = Kinds.flag(
            "webhooks.allow-private-addresses",
            false,
            "Whether webhooks may be called in private and loopback networks, and with http. Whoever may make a webhook"
                    + " can then reach what this machine reaches.");

    /** Every setting of this component. */
    static final List<Setting<?>> ALL = List.of(ALLOW_PRIVATE_ADDRESSES);

    static WebhookSettings from(Values values) {
        return new WebhookSettings(values.get(ALLOW_PRIVATE_ADDRESSES));
    }
}
