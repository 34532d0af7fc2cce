package dev.kith.sync.crm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which contacts are asked for, as a condition and its arguments. */
public record ContactSearch(String condition, List<Object> arguments) {

    /** More words than this only narrow a search that is narrow already. */
    private static final int MOST_TERMS = 10;

    private static final String LISTED = "c.listed AND c.archived_at IS NULL AND c.merged_into IS NULL";

    /** A subquery of its own and no join, so that it is looked up once and not per contact. */
    private static final String TERM = """
             AND (c.name ILIKE $%1$d OR c.first_name ILIKE $%1$d OR c.last_name ILIKE $%1$d OR c.nickname ILIKE $%1$d
                OR c.company ILIKE $%1$d
                OR c.id IN (SELECT i.contact_id FROM contact_info i WHERE i.type = 'email' AND i.value ILIKE $%1$d)%2$s)
            """;

    private static final String PHONE = """

                OR c.id IN (SELECT i.contact_id FROM contact_info i WHERE i.type = 'phone'
                    AND regexp_replace(i.value, '[^0-9]', '', 'g') LIKE $%d)
            """;

    private static final String LABEL = """
             AND c.id IN (SELECT cl.contact_id FROM contact_labels cl JOIN labels l ON l.id = cl.label_id
                WHERE lower(l.name) = lower($%d))
            """;

    /** @param search words that must each appear in a name, the company, an e-mail address or a phone number */
    public static ContactSearch of(String search, List<String> labels) {
        var condition = new StringBuilder(LISTED);
        var arguments = new ArrayList<Object>();
        for (String term : terms(search)) {
            arguments.add("%" + escaped(term) + "%");
            int text = arguments.size();
            String digits = digits(term);
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

    private static List<String> terms(String search) {
        return search == null || search.isBlank()
                ? List.of()
                : Arrays.stream(search.strip().split("\\s+"))
                        .distinct()
                        .limit(MOST_TERMS)
                        .toList();
    }

    /** Digits without trunk zeros, which a number in international form does not have; empty for anything else. */
    private static String digits(String term) {
        return term.matches("[0-9+().\\-/]*[0-9][0-9+().\\-/]*")
                ? term.replaceAll("[^0-9]", "").replaceFirst("^0+(?=.)", "")
                : "";
    }

    private static String escaped(String term) {
        return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
