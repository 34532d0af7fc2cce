package dev.kith.sync.testing;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands in the service's tables. */
public record Rows(Pool pool) {

    private static final Duration WAIT = Duration.ofSeconds(60);

    /** The first column. */
    public List<String> texts(String sql, Object... arguments) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.from(List.of(arguments)))
                .await()
                .atMost(WAIT)
                .forEach(row -> texts.add(String.valueOf(row.getValue(0))));
        return texts;
    }

    public long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }
}
