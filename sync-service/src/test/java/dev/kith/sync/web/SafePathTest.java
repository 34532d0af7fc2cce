package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/people", "/people?search=ada%20b&page=2", "/review?kind=held_run"})
    void leadsToPagesOfOurs(String asked) {
        assertThat(SafePath.of(asked)).isEqualTo(asked);
        assertThat(URI.create(asked)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "people",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "/sign-in",
                "/a b",
                "/people?search=%zz",
                "/a|b",
                "/é",
                "/a\u0000"
            })
    void leadsToTheOverviewWhereElseItWouldLeadNowhereOrAway(String asked) {
        assertThat(SafePath.of(asked)).isEqualTo("/");
    }
}
