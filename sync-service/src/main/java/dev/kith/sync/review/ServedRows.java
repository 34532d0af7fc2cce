package dev.kith.sync.review;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads rows into what is served. */
final class ServedRows {

    private ServedRows() {}

    static <T> Uni<List<T>> query(SqlClient client, String sql, Tuple arguments, Function<Row, T> view) {
        return client.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(view)
                        .toList());
    }

    static Map<String, Object> map(Row row, String column) {
        var json = row.getJsonObject(column);
        return json == null ? null : json.getMap();
    }
}
