package dev.kith.agent.sqlite;

import dev.kith.agent.sqlite.StoreException.Problem;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Gives SQLite's result codes the agent's names. */
public final class SqliteFailures {

    private static final int PRIMARY = 0xFF;

    private SqliteFailures() {}

    public static StoreException named(SQLException failure) {
        SQLiteErrorCode code = code(failure);
        // The driver's own message may quote the statement, never a value; the code says enough.
        return new StoreException(problem(code), "SQLite says " + code.name(), failure);
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static Problem problem(SQLiteErrorCode code) {
        int primary = code.code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ) {
            return Problem.CORRUPT;
        }
        if (primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Problem.NOT_A_DATABASE;
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code
                || primary == SQLiteErrorCode.SQLITE_LOCKED.code
                || primary == SQLiteErrorCode.SQLITE_PROTOCOL.code) {
            return Problem.LOCKED;
        }
        if (primary == SQLiteErrorCode.SQLITE_AUTH.code || primary == SQLiteErrorCode.SQLITE_PERM.code) {
            return Problem.DENIED;
        }
        return Problem.UNREADABLE;
    }
}
