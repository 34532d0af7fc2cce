package dev.kith.agent.state;

import dev.kith.model.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells one user's Mac from all others: a hash of the hardware's id and the home folder, so that neither is told to
 * anybody.
 */
public final class MachineId {

    private static final Path LINUX_ID = Path.of("/etc/machine-id");
    private static final String IOREG = "/usr/sbin/ioreg";
    private static final Pattern PLATFORM_UUID = Pattern.compile("\"IOPlatformUUID\" = \"([^\"]+)\"");
    private static final int BYTES = 8;

    private MachineId() {}

    public static String of(AgentConfig config, Path home) {
        return config.machineId().orElseGet(() -> hash(hardware() + "\n" + real(home)));
    }

    private static String real(Path home) {
        try {
            return home.toRealPath().toString();
        } catch (IOException e) {
            return home.toAbsolutePath().toString();
        }
    }

    private static String hardware() {
        try {
            if (Files.isExecutable(Path.of(IOREG))) {
                Process ioreg = new ProcessBuilder(IOREG, "-rd1", "-c", "IOPlatformExpertDevice")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String answer = new String(ioreg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher uuid = PLATFORM_UUID.matcher(answer);
                if (ioreg.waitFor(5, TimeUnit.SECONDS) && uuid.find()) {
                    return uuid.group(1);
                }
            }
            return Files.exists(LINUX_ID)
                    ? Files.readString(LINUX_ID).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }
}
