package dev.rebound.server.listfile;

import java.util.Set;

/** The folded names under which exports have the address, the surest first. */
final class AddressNames {

    private static final String[] ALL = {
        "emailaddress",
        "email",
        "address",
        "recipient",
        "mail",
        "mailaddress",
        "emailadresse",
        "adresseemail",
        "courriel",
        "correoelectronico",
        "邮箱",
        "邮箱地址",
        "电子邮箱",
        "电子邮件",
        "电子邮件地址",
        "收件人"
    };

    private static final Set<String> SET = Set.of(ALL);

    private AddressNames() {}

    /** Whether this is one. */
    static boolean isOne(String name) {
        return SET.contains(name);
    }

    /** Whether one of these is one. */
    static boolean isAmong(Set<String> names) {
        return names.stream().anyMatch(SET::contains);
    }

    /** What stands under the first of them that there is. */
    static String valueIn(Fields fields) {
        return fields.get(ALL);
    }
}
