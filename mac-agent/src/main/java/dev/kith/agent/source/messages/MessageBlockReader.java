package dev.kith.agent.source.messages;

import dev.kith.agent.sqlite.SqliteFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches messages block by block, one block ahead of whoever takes them: two are in memory at most. */
final class MessageBlockReader implements AutoCloseable {

    private final PreparedStatement statement;
    private final ExecutorService fetching = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "reader");
        thread.setDaemon(true);
        return thread;
    });
    private Future<MessageBlock> ahead;

    /** @param sql as {@link MessageSql#select} makes it */
    MessageBlockReader(Connection connection, String sql, long after) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.ahead = fetching.submit(() -> fetch(after));
    }

    private MessageBlock fetch(long after) throws SQLException {
        statement.setLong(1, after);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new MessageBlock(row.getString(1), row.getLong(2));
        }
    }

    /** The next block; one without lines at the end. */
    MessageBlock next() {
        MessageBlock block = taken();
        if (block.lines() != null) {
            ahead = fetching.submit(() -> fetch(block.last()));
        }
        return block;
    }

    private MessageBlock taken() {
        try {
            return ahead.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw SqliteFailures.named(failure);
            }
            throw new IllegalStateException("messages cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading was interrupted", e);
        }
    }

    /** A block that is being fetched is waited for: the connection is not free before. */
    @Override
    public void close() throws SQLException {
        fetching.shutdown();
        try {
            ahead.get();
        } catch (ExecutionException e) {
            // Whoever took blocks has seen it, or wanted no more of them.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            statement.close();
        }
    }
}
