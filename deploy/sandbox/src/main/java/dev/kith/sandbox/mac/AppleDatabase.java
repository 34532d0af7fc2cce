package dev.kith.sandbox.mac;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A database as one of Apple's apps would write it, held open by its writer until it is left. */
public final class AppleDatabase implements AutoCloseable {

    /** What the writer leaves beside the file. */
    public enum Leave {
        /** Everything in the file itself, as after a clean end. */
        AT_REST,
        /** New rows only in the write-ahead log, its shared memory beside it. */
        WAL_AND_SHM,
        /** New rows only in the write-ahead log, which is all there is. */
        WAL_ONLY
    }

    private final Path file;
    private final Connection connection;
    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Map<String, PreparedStatement> inserts = new HashMap<>();

    private AppleDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Makes the database with its tables; rows stay in the write-ahead log until {@link #checkpoint}. */
    public static AppleDatabase create(Path file, AppleSchema schema) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AppleDatabase database = open(file);
        database.execute(schema.definitions());
        schema.additions().forEach(database::execute);
        database.checkpoint();
        return database;
    }

    /** Opens one that was made before, to write on. */
    public static AppleDatabase open(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
            AppleDatabase database = new AppleDatabase(file, connection);
            database.execute("PRAGMA journal_mode = WAL");
            database.execute("PRAGMA wal_autocheckpoint = 0");
            database.execute("PRAGMA synchronous = OFF");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path file() {
        return file;
    }

    /** Returns the row's id. */
    public long insert(String table, Row row) {
        List<String> names = row.values().keySet().stream()
                .filter(name -> columns(table).contains(name.toUpperCase(Locale.ROOT)))
                .toList();
        String sql = "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
        try {
            PreparedStatement statement = prepared(sql);
            for (int i = 0; i < names.size(); i++) {
                statement.setObject(i + 1, row.values().get(names.get(i)));
            }
            statement.executeUpdate();
            try (ResultSet id = statement.getGeneratedKeys()) {
                return id.next() ? id.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** They are closed with the connection: many thousand rows are written by the same one. */
    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = inserts.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            inserts.put(sql, known);
        }
        return known;
    }

    private Set<String> columns(String table) {
        return columns.computeIfAbsent(table, name -> {
            Set<String> found = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT upper(name) FROM pragma_table_info('" + name + "')")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return found;
        });
    }

    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            // Unlike execute, this runs a whole script.
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs many writes in one transaction. */
    public void together(Runnable writes) {
        execute("BEGIN");
        writes.run();
        execute("COMMIT");
    }

    /** Moves everything from the write-ahead log into the file. */
    public void checkpoint() {
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /** Ends the writer, leaving its files as asked. */
    public void leave(Leave leave) {
        try {
            switch (leave) {
                case AT_REST -> connection.close();
                case WAL_ONLY -> leaveWith(List.of("", "-wal"));
                case WAL_AND_SHM -> leaveWith(List.of("", "-wal", "-shm"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SQLite empties the log when its last writer ends: the files are kept as they are before. */
    private void leaveWith(List<String> suffixes) throws IOException, SQLException {
        Path aside = Files.createTempDirectory("apple-database");
        for (String suffix : suffixes) {
            Files.copy(beside(suffix), aside.resolve("file" + suffix));
        }
        connection.close();
        for (String suffix : suffixes) {
            Files.move(aside.resolve("file" + suffix), beside(suffix), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(aside);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    @Override
    public void close() {
        leave(Leave.AT_REST);
    }
}
