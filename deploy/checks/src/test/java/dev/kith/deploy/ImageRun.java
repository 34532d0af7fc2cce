package dev.kith.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process in the file system that an image definition describes, without a container engine: as root in a mount namespace where
 * only /tmp can be written, under the image's user; else in a folder, as whoever runs the tests.
 */
final class ImageRun implements AutoCloseable {

    /** Mounts what was laid out where the image has it, closes everything but /tmp, and gives all privileges up. */
    private static final String ENTER = """
            set -eu
            mount --make-rprivate /
            mount -t tmpfs tmpfs /opt
            cp -r "$LAYOUT/." /
            chmod -R a+rX,a-w /opt/*
            mount -t tmpfs -o mode=1777 tmpfs /tmp
            mount -o remount,ro /opt
            mount -o remount,bind,ro / 2>/dev/null || { mount --bind / /; mount -o remount,bind,ro /; }
            cd "$DIRECTORY"
            unset LAYOUT DIRECTORY
            exec setpriv --reuid "${IMAGE_USER%%:*}" --regid "${IMAGE_USER##*:}" --clear-groups --no-new-privs \\
              --bounding-set=-all --inh-caps=-all "$@"
            """;

    private final Path folder;
    private final Path output;
    private final Process process;

    private ImageRun(Path folder, Path output, Process process) {
        this.folder = folder;
        this.output = output;
        this.process = process;
    }

    /** @param mounted files by where the process finds them, below /opt */
    static ImageRun start(ImageDefinition image, Map<String, Path> mounted, Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("kith-image");
            Path layout = Files.createDirectory(folder.resolve("root"));
            for (var copy : image.copies().entrySet()) {
                lay(copy.getValue(), layout.resolve(copy.getKey().substring(1)));
            }
            for (var mount : mounted.entrySet()) {
                lay(mount.getValue(), layout.resolve(mount.getKey().substring(1)));
            }
            Path output = folder.resolve("output");
            boolean isolated = canIsolate();
            var builder = new ProcessBuilder(isolated ? entering(image) : beside(image, layout))
                    .redirectError(folder.resolve("errors").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(image.environment());
            builder.environment().putAll(environment);
            if (isolated) {
                builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
                builder.environment().put("LAYOUT", layout.toString());
                builder.environment().put("DIRECTORY", image.workingDirectory());
                builder.environment().put("IMAGE_USER", image.user());
            } else {
                builder.environment().replaceAll((name, value) -> beside(layout, value));
                builder.directory(
                        layout.resolve(image.workingDirectory().substring(1)).toFile());
            }
            return new ImageRun(folder, output, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> entering(ImageDefinition image) {
        var command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", ENTER, "image"));
        command.addAll(command(image));
        return command;
    }

    private static List<String> beside(ImageDefinition image, Path layout) {
        return command(image).stream().map(argument -> beside(layout, argument)).toList();
    }

    private static String beside(Path layout, String value) {
        return value.startsWith("/opt/") ? layout + value : value;
    }

    /** With this machine's Java in the place of the image's, which alone knows the option for its archive of classes. */
    private static List<String> command(ImageDefinition image) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        image.entryPoint().stream()
                .skip(1)
                .filter(argument -> !argument.startsWith("-XX:AOT"))
                .forEach(command::add);
        return command;
    }

    private static boolean canIsolate() {
        return !System.getProperty("java.home").startsWith("/opt/")
                && Program.find("unshare").isPresent()
                && Program.find("setpriv").isPresent()
                && Program.run(
                                        Path.of("/"),
                                        Map.of(),
                                        List.of("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/opt"))
                                .exitCode()
                        == 0;
    }

    private static void lay(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, target.resolve(source.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        return Repository.read(output);
    }

    String errors() {
        return Repository.read(folder.resolve("errors"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
