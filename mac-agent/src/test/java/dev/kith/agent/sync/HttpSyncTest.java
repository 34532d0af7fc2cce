package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.FakeService;
import dev.kith.model.InteractionCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSyncTest {

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;
    private FakeService service;

    @BeforeEach
    void setUp() {
        TestMac.in(mac);
        service = FakeService.start();
        agent = new AgentRunner(userHome);
        agent.configure("{\"api_url\": \"" + service.url() + "/\", \"api_key\": \"k3y\"}");
    }

    @AfterEach
    void tearDown() {
        service.close();
    }

    @Test
    void postsBatchesAsCloudEvents() {
        Outcome outcome = sync("--interactions-only");

        assertThat(outcome.exitCode()).isZero();
        assertThat(service.received()).hasSize(2);
        FakeService.Received messages = service.received().get(0);
        assertThat(messages.header("Authorization")).isEqualTo("Bearer k3y");
        assertThat(messages.header("ce-specversion")).isEqualTo("1.0");
        assertThat(messages.header("ce-type")).isEqualTo("dev.kith.interaction-batch.v1");
        assertThat(messages.header("ce-source")).matches("/accounts/[0-9a-f-]{36}");
        assertThat(messages.header("content-type")).isEqualTo("application/json");
        assertThat(InteractionCodec.read(messages.body().getBytes(StandardCharsets.UTF_8))
                        .batch()
                        .interactions())
                .hasSize(4);
    }

    @Test
    void readsFromTheRunWhatBecameOfIt() {
        String answer = """
            {"data": {"state": "%s", "summary": {"created": 2, "updated": 1, "unchanged": 0, "existing": 1, "unknown": 1}}}
            """;
        service.tell("", answer.formatted("RUNNING"), answer.formatted("SUCCEEDED"));

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("Contacts: 4 created, 2 existing, 4 unknown", "Messages: 4 synced", "Calls: 2 synced");
    }

    @Test
    void saysWhatWasSentWhereTheServiceSaysNothing() {
        service.tell("no JSON at all");

        Outcome outcome = sync();

        assertThat(outcome.out()).contains("Contacts: 3 sent");
        assertThat(outcome.err()).contains("did not say what became of", "api_url and api_key");
        assertThat(sync().err()).doesNotContain("did not say");
    }

    @Test
    void tellsApartWhatWasSyncedWhatFoundNobodyAndWhatTheServiceSetAside() {
        service.tell("""
            {"data": {"state": "PARTIAL",
                      "summary": {"created": 1, "unchanged": 0, "skipped": 2, "quarantined": 1}}}
            """);

        Outcome outcome = sync("--interactions-only", "--known-only");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.out())
                .contains("Messages: 1 synced, 2 skipped (no matching contact), 1 set aside", "GET /api/quarantine");
        assertThat(outcome.err()).doesNotContain("did not say");
    }

    @Test
    void saysThatARunFailedAtTheService() {
        service.tell("{\"data\": {\"state\": \"FAILED\", \"summary\": {}}}");

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.out()).contains("failed at the service");
    }

    @Test
    void triesAgainWhatPasses() {
        service.answer(503, 429);

        assertThat(sync("--contacts-only").exitCode()).isZero();
        assertThat(service.received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 3, config set api_key",
        "403, 3, api_key",
        "404, 3, api_url",
        "200, 3, no Kith",
        "302, 3, no Kith",
        "422, 1, version"
    })
    void saysWhatToDoWhenItIsRefusedAndLosesNothing(int status, int exitCode, String advice) {
        service.answer(status);

        Outcome refused = sync();

        assertThat(refused.exitCode()).isEqualTo(exitCode);
        assertThat(refused.err()).contains(advice).doesNotContain("k3y");
        assertThat(sync().exitCode()).isZero();
        assertThat(service.received()).hasSize(4);
    }

    @Test
    void saysThatNobodyAnswersAndSendsItTheNextTime() {
        agent.configure("{\"api_url\": \"http://127.0.0.1:9\"}");
        Outcome unanswered = sync();
        assertThat(unanswered.exitCode()).isEqualTo(3);
        assertThat(unanswered.err()).contains("does not answer", "api_url");

        agent.configure("{\"api_url\": \"" + service.url() + "\"}");
        assertThat(sync().exitCode()).isZero();
        assertThat(service.received()).hasSize(4);
    }

    private Outcome sync(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--home";
        arguments[1] = mac.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return agent.run(arguments);
    }
}
