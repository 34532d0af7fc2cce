package dev.kith.sandbox.bench;

import dev.kith.sandbox.system.CrmTables;
import dev.kith.sandbox.system.KithServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** The rows that a bootstrap made, table by table, to be loaded by {@code COPY} into the same tables. */
final class CopiedRows implements AutoCloseable {

    /** In an order that foreign keys allow. */
    private static final List<String> TABLES = Stream.concat(
                    CrmTables.NAMES.stream(),
                    Stream.of(
                            "contacts_source_links",
                            "contacts_source_aliases",
                            "contacts_label_sources",
                            "contacts_source_groups",
                            "contacts_provenance",
                            "contacts_field_history",
                            "contacts_review_items"))
            .toList();

    private final KithServers servers;
    private final Map<String, Path> files = new LinkedHashMap<>();

    private CopiedRows(KithServers servers) {
        this.servers = servers;
    }

    static CopiedRows of(KithServers servers) {
        CopiedRows rows = new CopiedRows(servers);
        for (String table : TABLES) {
            Path file = servers.folder().resolve(table + ".copy");
            try (Connection connection = servers.connect();
                    OutputStream out = Files.newOutputStream(file)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + columns(connection, table) + " TO STDOUT", out);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("the rows of " + table + " cannot be copied", e);
            }
            rows.files.put(table, file);
        }
        return rows;
    }

    /** Identity columns that are always generated take no value from outside but by COPY, generated ones none at all. */
    private static String columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)"
                        + " FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''")) {
            found.next();
            return table + " (" + found.getString(1) + ")";
        }
    }

    /** Empties every table that is loaded, and that of photos. */
    static void empty(KithServers servers) {
        servers.execute(
                "TRUNCATE " + String.join(", ", TABLES) + ", contacts_photos CASCADE", "VACUUM ANALYZE", "CHECKPOINT");
    }

    /** @return how many seconds loading everything took */
    double load() {
        long begun = System.nanoTime();
        try (Connection connection = servers.connect()) {
            for (Map.Entry<String, Path> table : files.entrySet()) {
                try (InputStream in = Files.newInputStream(table.getValue())) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + columns(connection, table.getKey()) + " FROM STDIN", in);
                }
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the rows cannot be loaded", e);
        }
        return LoggedAccount.seconds(begun);
    }

    @Override
    public void close() {
        files.values().forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
