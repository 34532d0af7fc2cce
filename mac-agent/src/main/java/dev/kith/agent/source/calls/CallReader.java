package dev.kith.agent.source.calls;

import dev.kith.agent.source.Bounds;
import dev.kith.agent.source.Handle;
import dev.kith.agent.source.LeftOut;
import dev.kith.agent.sqlite.AppleTime;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.Schema;
import dev.kith.agent.sqlite.SqliteFailures;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionId;
import dev.kith.model.InteractionType;
import dev.kith.model.UnicodeText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the call history, one call at a time. */
public final class CallReader {

    private static final String TABLE = "ZCALLRECORD";

    private final Connection connection;
    private final Schema schema;
    private final Instant since;
    private final Instant latest;

    /**
     * Fails with {@link dev.kith.agent.sqlite.StoreException} where the store is not a call history.
     *
     * @param since older calls are left out
     * @param latest nothing real happened after this
     */
    public CallReader(OpenStore store, Instant since, Instant latest) {
        this.connection = store.connection();
        this.schema = store.schema();
        this.since = since;
        this.latest = latest;
        schema.require(
                TABLE, "Z_PK", "ZUNIQUE_ID", "ZDATE", "ZDURATION", "ZORIGINATED", "ZANSWERED", "ZADDRESS", "ZCALLTYPE");
    }

    public void forEach(CallVisitor visitor) {
        try (CallParticipants participants = CallParticipants.of(connection, schema);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql())) {
            while (row.next()) {
                read(row, participants, visitor);
            }
        } catch (SQLException e) {
            throw SqliteFailures.named(e);
        }
    }

    private String sql() {
        return "SELECT c.Z_PK, c.ZUNIQUE_ID, c.ZDATE, c.ZDURATION, c.ZORIGINATED, c.ZANSWERED, c.ZCALLTYPE,"
                + " CAST(c.ZADDRESS AS BLOB), " + schema.optional("c", TABLE, "ZCALL_CATEGORY") + ", "
                + schema.optional("c", TABLE, "ZSERVICE_PROVIDER") + ", "
                + schema.optional("c", TABLE, "ZISO_COUNTRY_CODE") + " FROM " + TABLE + " c ORDER BY c.Z_PK";
    }

    private void read(ResultSet row, CallParticipants participants, CallVisitor visitor) throws SQLException {
        double seconds = row.getDouble(3);
        if (row.wasNull() || seconds == 0) {
            visitor.call(LeftOut.NO_DATE, List.of());
            return;
        }
        Instant date = AppleTime.ofSeconds(seconds);
        if (date.isBefore(since)) {
            visitor.call(LeftOut.OLDER, List.of());
            return;
        }
        if (date.isAfter(latest)) {
            visitor.call(LeftOut.SCHEDULED, List.of());
            return;
        }
        String id = UnicodeText.stripped(row.getString(2));
        List<CallAddress> others = others(CallAddress.of(row.getBytes(8)), participants.of(row.getLong(1)));
        Map<String, Handle> handles = handles(others, row.getString(11));
        if (!Bounds.isId(id)
                || handles.isEmpty() && others.stream().anyMatch(CallAddress.Undecodable.class::isInstance)) {
            visitor.call(LeftOut.UNREADABLE, List.of());
        } else if (handles.isEmpty()) {
            visitor.call(LeftOut.NO_COUNTERPART, List.of());
        } else {
            visitor.call(null, interactions(row, id, date, handles));
        }
    }

    /** Everybody who took part in a group call; the address alone where it says who the one other was. */
    private static List<CallAddress> others(CallAddress address, List<CallAddress> participants) {
        return participants.size() > 1 || !(address instanceof CallAddress.Text)
                ? Stream.concat(participants.stream(), Stream.of(address)).toList()
                : List.of(address);
    }

    /** National numbers are read by the call's own country and never by a guess. */
    private static Map<String, Handle> handles(List<CallAddress> others, String country) {
        Map<String, Handle> handles = new TreeMap<>();
        for (CallAddress other : others) {
            if (other instanceof CallAddress.Text text) {
                Handle handle = Handle.of(text.text(), Handle.region(country, null));
                if (handle != null) {
                    handles.putIfAbsent(handle.hash(), handle);
                }
            }
        }
        return handles;
    }

    private static List<Interaction> interactions(ResultSet row, String id, Instant date, Map<String, Handle> handles)
            throws SQLException {
        CallKind kind = CallKind.of(row.getInt(5) == 1, row.getInt(6) == 1, row.getDouble(4));
        String provider = UnicodeText.stripped(row.getString(10));
        boolean outgoing = kind.type() == InteractionType.CALL_OUTBOUND;
        boolean group = handles.size() > 1;
        var medium = CallKind.medium(row.getInt(7), row.getInt(9), provider);
        return handles.values().stream()
                .map(handle -> new Interaction(
                        InteractionId.call(id, outgoing, handle.hash()),
                        kind.type(),
                        date,
                        kind.durationSeconds(),
                        handle.counterpart(),
                        Bounds.service(provider),
                        medium,
                        group,
                        group ? handles.size() : null,
                        kind.answeredElsewhere(),
                        null))
                .toList();
    }
}
