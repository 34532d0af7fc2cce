package dev.kith.agent.sqlite;

import dev.kith.agent.sqlite.StoreException.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** One snapshot of a store: everything read from it until it is closed is of one moment. */
public final class OpenStore implements AutoCloseable {

    /** Undoes what opening did beside the connection. */
    interface Aftermath {
        void run() throws IOException;
    }

    private final Connection connection;
    private final Rung rung;
    private final Instant asOf;
    private final Aftermath unchanged;
    private final Aftermath cleanUp;

    OpenStore(Connection connection, Rung rung, Instant asOf, Aftermath unchanged, Aftermath cleanUp) {
        this.connection = connection;
        this.rung = rung;
        this.asOf = asOf;
        this.unchanged = unchanged;
        this.cleanUp = cleanUp;
    }

    public Connection connection() {
        return connection;
    }

    public Rung rung() {
        return rung;
    }

    /** What is read is at least as new as this. */
    public Instant asOf() {
        return asOf;
    }

    public Schema schema() {
        return new Schema(connection);
    }

    /** Fails with {@link Problem#CORRUPT} where SQLite finds pages that do not fit together. */
    public void checkPages() {
        try (Statement statement = connection.createStatement();
                var answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                throw new StoreException(Problem.CORRUPT, "its pages do not fit together");
            }
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    /** Fails when what was read may be torn, because somebody began to write a store that was read without locks. */
    public void checkUnchanged() {
        try {
            unchanged.run();
        } catch (IOException e) {
            throw new StoreException(Problem.UNREADABLE, "it cannot be looked at again", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        } finally {
            try {
                cleanUp.run();
            } catch (IOException e) {
                throw new StoreException(Problem.UNREADABLE, "its private copy cannot be deleted", e);
            }
        }
    }
}
