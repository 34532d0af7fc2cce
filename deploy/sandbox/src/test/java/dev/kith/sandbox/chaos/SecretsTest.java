package dev.kith.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kith.sandbox.system.KithInstance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void areFoundInTheLogOfAnEarlierProcess() throws Exception {
        KithInstance instance = new KithInstance(folder.resolve("no.jar"), folder.resolve("data"), List.of(), Map.of());
        launch(instance);
        Files.writeString(instance.logs().get(0), "token-secret-1");
        launch(instance);
        launch(instance);

        List<String> leaks = new ArrayList<>();
        instance.logs().forEach(log -> Secrets.lookInto(log, Set.of("token-secret-1"), leaks));

        assertThat(instance.logs()).hasSize(3);
        assertThat(leaks).containsExactly("service.log.1 holds a secret or a personal value, toke…");
    }

    /** It has nothing to run and ends by itself. */
    private static void launch(KithInstance instance) {
        instance.launch();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !instance.isAlive());
    }

    @Test
    void areLookedForInMetricsAndNotInWhatIsAnsweredInstead() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThatThrownBy(() -> Secrets.metrics(address)).hasMessageContaining("401");
        } finally {
            server.stop(0);
        }
    }
}
