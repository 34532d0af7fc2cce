package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class HealthTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void tellsAStrangerOnlyThatItIsUp(String path) {
        var answer = stranger().get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("status")).isEqualTo("UP");
        assertThat(answer.<List<?>>path("checks")).isEmpty();
    }

    @Test
    void isReadyWhenDatabaseMigrationsAndLogAre() {
        var checks = admin().get("/q/health/ready").<List<String>>path("checks.name");
        assertThat(checks).anyMatch(name -> name.contains("PostgreSQL")).anyMatch(name -> name.contains("Kafka"));
    }

    @Test
    void livesByItsProcessAlone() {
        assertThat(admin().get("/q/health/live").asString()).doesNotContain("PostgreSQL", "Kafka connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/api/sync/runs", "/", "/nowhere"})
    void datesEveryAnswer(String path) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        String date = stranger().get(path).header("Date");

        assertThat(date).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isBetween(before, Instant.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi"})
    void servesMetricsAndOpenApi(String path) {
        assertThat(stranger().get(path).statusCode()).isEqualTo(200);
    }
}
