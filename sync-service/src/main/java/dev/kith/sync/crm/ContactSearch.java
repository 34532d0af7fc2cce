package dev.kith.sync.crm;

import java.util.ArrayList;
import java.util.List;

/** Which contacts are asked for, as a condition and its arguments. */
public record ContactSearch(String condition, List<Object> arguments) {

    private static final String LISTED = "c.listed AND c.archived_at IS NULL AND c.merged_into IS NULL";

    /** Branches of a union, so that each has its index; an OR would look at every contact. */
    private static final String TERM = """
             AND c.id IN (
                SELECT n.id FROM contacts n WHERE kith_fold(n.name || ' ' || coalesce(n.first_name, '') || ' '
                    || coalesce(n.middle_name, '') || ' ' || coalesce(n.last_name, '') || ' '
                    || coalesce(n.nickname, '') || ' ' || coalesce(n.company, '')) LIKE kith_fold($%1$d)
                UNION ALL SELECT i.contact_id FROM contact_info i WHERE i.type = 'email' AND kith_fold(i.value) LIKE kith_fold($%1$d)%2$s)
            """;

    private static final String PHONE = """

                UNION ALL SELECT i.contact_id FROM contact_info i WHERE i.type = 'phone' AND kith_digits(i.value) LIKE $%d
            """;

    private static final String LABEL = """
             AND c.id IN (SELECT cl.contact_id FROM contact_labels cl JOIN labels l ON l.id = cl.label_id
                WHERE lower(l.name) = lower($%d))
            """;

    /** @param search words that must each appear in a name, the company, an e-mail address or a phone number */
    public static ContactSearch of(String search, List<String> labels) {
        var condition = new StringBuilder(LISTED);
        var arguments = new ArrayList<Object>();
        for (String term : SearchTerms.of(search)) {
            arguments.add("%" + escaped(term) + "%");
            int text = arguments.size();
            String digits = SearchTerms.digits(term);
            if (!digits.isEmpty()) {
                arguments.add("%" + digits + "%");
            }
            condition.append(TERM.formatted(text, digits.isEmpty() ? "" : PHONE.formatted(arguments.size())));
        }
        for (String label : labels) {
            arguments.add(label);
            condition.append(LABEL.formatted(arguments.size()));
        }
        return new ContactSearch(condition.toString(), List.copyOf(arguments));
    }

    /** Whether only some contacts are asked for. */
    boolean narrows() {
        return !arguments.isEmpty();
    }

    private static String escaped(String term) {
        return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
