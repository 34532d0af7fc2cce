package dev.kith.sandbox.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A promise whose breaches a few queries list, each in its first column. */
record Queries(List<String> queries) implements Oracle.Check {

    @Override
    public List<String> violations(Statement statement) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String query : queries) {
            ResultSet rows = statement.executeQuery(query);
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
