package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncRefusalTest {

    @ParameterizedTest(name = "{0}: HTTP {1} {2} token={3} is {4}")
    @CsvSource({
        "Radicale and Cyrus and sabre,  403, valid-sync-token, true,  TOKEN_DEAD",
        "an old Radicale,               409, '',               true,  TOKEN_DEAD",
        "iCloud,                        412, '',               true,  TOKEN_DEAD",
        "Google and ownCloud,           403, '',               true,  TOKEN_DEAD",
        "some,                          400, '',               true,  TOKEN_DEAD",
        "some,                          410, '',               true,  TOKEN_DEAD",
        "fruux at a token of 0,         415, '',               true,  TOKEN_DEAD",
        "Xandikos,                      500, '',               true,  SUSPICIOUS",
        "a gateway,                     502, '',               true,  SUSPICIOUS",
        "a busy server,                 503, '',               true,  OTHER",
        "a busy server,                 429, '',               true,  OTHER",
        "a changed password,            401, '',               true,  OTHER",
        "an old sabre,                  403, supported-report, true,  UNSUPPORTED",
        "an old sabre,                  403, supported-report, false, UNSUPPORTED",
        "no such method,                501, '',               true,  UNSUPPORTED",
        "Google at an empty token,      400, '',               false, UNSUPPORTED",
        "too much for one answer,       507, number-of-matches-within-limits, false, UNSUPPORTED",
        "a deleted book,                404, '',               true,  BOOK_GONE",
        "a deleted book,                404, '',               false, BOOK_GONE",
        "a deleted book,                410, '',               false, BOOK_GONE",
        "a broken server,               500, '',               false, OTHER"
    })
    void readsARefusalAsItIsMeant(String server, int status, String condition, boolean withToken, SyncRefusal meaning) {
        Set<String> conditions = condition.isEmpty() ? Set.of() : Set.of(condition);

        assertThat(SyncRefusal.of(status, conditions, withToken)).isEqualTo(meaning);
    }
}
