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
    private long taken;
    /** Up to this row, messages are fetched one by one. */
    private long oneByOneTo = Long.MIN_VALUE;

    /** @param sql as {@link MessageSql#select} makes it */
    MessageBlockReader(Connection connection, String sql, long after) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.taken = after;
        fetchAhead();
    }

    private MessageBlock fetch(long after, int most) throws SQLException {
        statement.setLong(1, after);
        statement.setInt(2, most);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new MessageBlock(row.getBytes(1), row.getString(2), row.getInt(3), row.getLong(4));
        }
    }

    /** The next block; one without lines at the end. Where one message's guid hides the others, it is a block of its own. */
    MessageBlock next() {
        MessageBlock block = taken();
        if (block.lines() == null) {
            return block;
        }
        boolean plain = block.plain();
        if (!plain && block.count() > 1 && oneByOneTo < block.last()) {
            oneByOneTo = block.last();
            fetchAhead();
            block = taken();
            plain = block.plain();
        }
        taken = block.last();
        fetchAhead();
        return plain ? block : block.withoutGuid();
    }

    private void fetchAhead() {
        long after = taken;
        int most = taken < oneByOneTo ? 1 : MessageSql.BLOCK;
        ahead = fetching.submit(() -> fetch(after, most));
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
