package dev.kith.agent.source.messages;

import dev.kith.agent.sqlite.SqliteFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Fetches messages block by block, a few blocks ahead of whoever takes them, whatever the database's size. */
final class MessageBlockReader implements AutoCloseable {

    private static final int AHEAD = 4;

    /** A block, or why there is none. */
    private record Fetched(MessageBlock block, Exception failure) {}

    private final PreparedStatement statement;
    private final BlockingQueue<Fetched> ahead = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader = new Thread(this::read, "reader");

    /** @param sql as {@link MessageSql#select} makes it */
    MessageBlockReader(Connection connection, String sql, long after) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        statement.setLong(1, after);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            try {
                readAll();
            } catch (SQLException | RuntimeException e) {
                ahead.put(new Fetched(null, e));
            }
        } catch (InterruptedException e) {
            // Nobody wants the rest.
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() throws SQLException, InterruptedException {
        MessageBlock block;
        do {
            block = fetch(MessageSql.BLOCK);
            if (block.plain()) {
                take(block);
            } else {
                readOneByOne(block.last());
            }
        } while (block.lines() != null);
    }

    /** A message whose guid hides the others is a block of its own. */
    private void readOneByOne(long last) throws SQLException, InterruptedException {
        MessageBlock block;
        do {
            block = fetch(1);
            take(block.plain() ? block : block.withoutGuid());
        } while (block.lines() != null && block.last() < last);
    }

    private MessageBlock fetch(int most) throws SQLException {
        statement.setInt(2, most);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new MessageBlock(row.getBytes(1), row.getString(2), row.getInt(3), row.getLong(4));
        }
    }

    private void take(MessageBlock block) throws SQLException, InterruptedException {
        ahead.put(new Fetched(block, null));
        if (block.lines() != null) {
            statement.setLong(1, block.last());
        }
    }

    /** The next block; one without lines at the end. */
    MessageBlock next() {
        Fetched fetched;
        try {
            fetched = ahead.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading was interrupted", e);
        }
        if (fetched.failure() instanceof SQLException failure) {
            throw SqliteFailures.named(failure);
        }
        if (fetched.failure() != null) {
            throw new IllegalStateException("messages cannot be read", fetched.failure());
        }
        return fetched.block();
    }

    /** A block that is being fetched is waited for: the connection is not free before. */
    @Override
    public void close() throws SQLException {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            statement.close();
        }
    }
}
