package dev.kith.sandbox.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every message that a Mac sent is there once. */
record MessagesCheck(Truth truth) implements Oracle.Check {

    private static final String ARRIVED = """
            SELECT external_id FROM interactions WHERE source = 'IMPORT_IOS'
            UNION ALL SELECT external_id FROM contacts_waiting_interactions
            """;

    @Override
    public List<String> violations(Statement statement) throws SQLException {
        List<String> violations = new ArrayList<>();
        Set<String> missing = new HashSet<>(truth.messages());
        ResultSet rows = statement.executeQuery(ARRIVED);
        while (rows.next()) {
            if (!missing.remove(rows.getString(1))) {
                violations.add("a message is there twice, or nobody sent it");
            }
        }
        missing.forEach(id -> violations.add("a message is lost"));
        return violations;
    }
}
