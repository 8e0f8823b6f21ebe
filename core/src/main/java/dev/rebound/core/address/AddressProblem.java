package dev.rebound.core.address;

/** Why a text is no address that mail can be sent to. */
public enum AddressProblem {
    EMPTY,
    /** A control, format or broken character, for example a line feed or a text direction mark. */
    CONTROL_CHARACTER,
    NO_AT_SIGN,
    NO_LOCAL_PART,
    /** Over 64 octets. */
    LOCAL_PART_TOO_LONG,
    LOCAL_PART_SYNTAX,
    NO_DOMAIN,
    DOMAIN_SYNTAX,
    /** Over 255 octets. */
    DOMAIN_TOO_LONG
}
