package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    @TempDir
    Path root;

    @Test
    void tellsTheEndOfTheLogOfAServiceThatDied() throws Exception {
        DataFolder data = DataFolder.prepare(root);
        ServiceProcess service = start(data, "echo the reason; exit 3");
        service.await();

        assertThat(service.died())
                .hasMessageContaining("code 3")
                .hasMessageContaining("the reason")
                .hasMessageContaining(data.serviceLog().toString());
    }

    @Test
    void passesNothingButTheGivenEnvironment() throws Exception {
        DataFolder data = DataFolder.prepare(root);
        ServiceProcess service = start(data, "echo [$KITH_SAMPLE] [$HOME]; exit 1");
        service.await();

        assertThat(service.died()).hasMessageContaining("[value] []");
    }

    @Test
    void stopsTheServiceOfAKilledLauncherFirst() throws Exception {
        DataFolder data = DataFolder.prepare(root);
        ServiceProcess left = start(data, "exec sleep 600");
        try (ServiceProcess next = start(data, "exec sleep 600")) {
            left.await();

            assertThat(left.isAlive()).isFalse();
            assertThat(next.isAlive()).isTrue();
        }
    }

    @Test
    void tellsNothingOfAnEarlierRun() throws Exception {
        DataFolder data = DataFolder.prepare(root);
        start(data, "echo an old reason; exit 1").await();
        ServiceProcess service = start(data, "echo the new reason; exit 1");
        service.await();

        assertThat(service.died()).hasMessageContaining("the new reason").hasMessageNotContaining("an old reason");
    }

    @Test
    void setsAFullLogAside() throws Exception {
        DataFolder data = DataFolder.prepare(root);
        Files.write(data.serviceLog(), new byte[(10 << 20) + 1]);
        ServiceProcess service = start(data, "echo fresh; exit 1");
        service.await();

        assertThat(Files.readString(data.serviceLog())).isEqualTo("fresh\n");
        assertThat(data.serviceLog().resolveSibling("service.log.1")).hasSize((10 << 20) + 1);
    }

    private ServiceProcess start(DataFolder data, String script) throws Exception {
        return ServiceProcess.start(List.of("/bin/sh", "-c", script), root, Map.of("KITH_SAMPLE", "value"), data);
    }
}
