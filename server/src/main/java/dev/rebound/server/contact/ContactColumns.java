package dev.rebound.server.contact;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.contact.ContactProperties;
import dev.rebound.server.csv.CsvRows.Cells;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which column of a file holds what. A heading counts whatever its case, accents, spaces and hyphens. A
 * file whose first row has no known heading but an address is read as address, first name, last name from
 * that column on. A column with the whole name becomes the first name: cutting names apart goes wrong. Nothing of that holds
 * where somebody {@linkplain #chosen chose}.
 *
 * @param email column of the address, from 0; -1 if none seems to be
 * @param firstName column, -1 if there is none
 * @param lastName column, -1 if there is none
 * @param properties names of properties, by columns
 * @param headings whether the first row holds headings and no contact
 */
record ContactColumns(int email, int firstName, int lastName, Map<Integer, String> properties, boolean headings) {

    ContactColumns {
        properties = Map.copyOf(properties);
    }

    private static final Set<String> EMAIL = Set.of(
            "email",
            "emailaddress",
            "mail",
            "mailaddress",
            "emails",
            "primaryemail",
            "workemail",
            "contactemail",
            "email1value",
            "useremail",
            "emailadresse",
            "mailadresse",
            "courriel",
            "adresseemail",
            "correo",
            "correoelectronico",
            "recipient",
            "邮箱",
            "邮箱地址",
            "邮箱账号",
            "联系邮箱",
            "工作邮箱",
            "客户邮箱",
            "电子邮箱",
            "电子邮件",
            "电子邮件地址",
            "邮件",
            "邮件地址",
            "电邮",
            "电邮地址",
            "收件人",
            "郵箱",
            "電子郵件",
            "電子信箱",
            "電郵",
            "信箱");

    private static final Set<String> FIRST_NAME =
            Set.of("firstname", "first", "fname", "givenname", "forename", "vorname", "prenom", "nombre", "名", "名字");

    private static final Set<String> LAST_NAME = Set.of(
            "lastname",
            "last",
            "lname",
            "surname",
            "familyname",
            "nachname",
            "nom",
            "apellido",
            "apellidos",
            "姓",
            "姓氏");

    private static final Set<String> WHOLE_NAME =
            Set.of("name", "fullname", "contactname", "displayname", "contact", "姓名", "全名", "联系人", "名称", "聯絡人");

    /**
     * Reads the first row; empty if it has neither a heading for the address nor an address.
     *
     * @param names of properties that columns may hold
     */
    static Optional<ContactColumns> of(Cells first, Set<String> names) {
        int email = column(first, EMAIL);
        if (email >= 0) {
            return Optional.of(named(email, first, names));
        }
        return IntStream.range(0, first.cells().size())
                .filter(i -> isAddress(first.cell(i)))
                .mapToObj(i -> new ContactColumns(i, i + 1, i + 2, Map.of(), false))
                .findFirst();
    }

    /**
     * Of a first row without a known heading for the address: the column that has most addresses in the rows below, -1 if none has
     * any.
     */
    static ContactColumns byValues(Cells headings, List<Cells> below, Set<String> names) {
        int best = -1;
        long most = 0;
        for (int i = 0; i < headings.cells().size(); i++) {
            int column = i;
            long addresses =
                    below.stream().filter(row -> isAddress(row.cell(column))).count();
            if (addresses > most) {
                best = i;
                most = addresses;
            }
        }
        return named(best, headings, names);
    }

    /**
     * As somebody chose; of two columns that are used for the same the first counts.
     *
     * @param properties names of properties, by columns
     */
    static ContactColumns chosen(List<ColumnUse> uses, Map<Integer, String> properties, boolean headings) {
        return new ContactColumns(
                uses.indexOf(ColumnUse.EMAIL),
                uses.indexOf(ColumnUse.FIRST_NAME),
                uses.indexOf(ColumnUse.LAST_NAME),
                properties,
                headings);
    }

    /** What a column is used for. */
    ColumnUse use(int column) {
        if (column == email) {
            return ColumnUse.EMAIL;
        }
        if (column == firstName) {
            return ColumnUse.FIRST_NAME;
        }
        if (column == lastName) {
            return ColumnUse.LAST_NAME;
        }
        return properties.containsKey(column) ? ColumnUse.PROPERTY : ColumnUse.IGNORE;
    }

    private static boolean isAddress(String cell) {
        return EmailAddress.parse(cell).isPresent();
    }

    private static ContactColumns named(int email, Cells headings, Set<String> names) {
        int firstName = column(headings, FIRST_NAME);
        int name = firstName >= 0 ? firstName : column(headings, WHOLE_NAME);
        int lastName = column(headings, LAST_NAME);
        Map<String, Integer> columns = new TreeMap<>();
        for (int i = 0; i < headings.cells().size(); i++) {
            int column = i;
            if (i != email && i != name && i != lastName) {
                ContactProperties.nameOf(headings.cell(i))
                        .filter(names::contains)
                        .ifPresent(known -> columns.putIfAbsent(known, column));
            }
        }
        Map<Integer, String> properties = new TreeMap<>();
        columns.forEach((known, column) -> properties.put(column, known));
        return new ContactColumns(email, name == email ? -1 : name, lastName, properties, true);
    }

    /** Reads a contact out of a row. Line breaks and tabs inside a name or a property become spaces. */
    ContactEntry read(Cells row) {
        Map<String, String> own = new TreeMap<>();
        properties.forEach((column, name) -> own.put(name, oneLine(row.cell(column))));
        return ContactEntry.read(row.cell(email), oneLine(row.cell(firstName)), oneLine(row.cell(lastName)), own);
    }

    private static String oneLine(String name) {
        return name.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static int column(Cells headings, Set<String> names) {
        return IntStream.range(0, headings.cells().size())
                .filter(i -> names.contains(folded(headings.cell(i))))
                .findFirst()
                .orElse(-1);
    }

    private static String folded(String heading) {
        String plain = Normalizer.normalize(heading, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder();
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
