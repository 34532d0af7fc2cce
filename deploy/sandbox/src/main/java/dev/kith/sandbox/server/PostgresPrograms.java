package dev.kith.sandbox.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs and how they are started. They refuse to run as root; where root may not even make a user
 * namespace, as in most containers, they are started as {@code nobody}.
 */
final class PostgresPrograms {

    private static final int NOBODY = 65534;
    /**
     * The only right of root's that is kept: to pass through folders that only root may enter. Without the secure bit,
     * {@code access(2)}, by which PostgreSQL looks for its programs, would not count it.
     */
    private static final String AS_NOBODY = """
            #!/bin/sh
            if [ "$(id -u)" -eq 0 ]; then
              exec setpriv --reuid=%1$d --regid=%1$d --clear-groups --securebits=+no_setuid_fixup \\
                --inh-caps=+dac_override --ambient-caps=+dac_override "$0.program" "$@"
            fi
            exec "$0.program" "$@"
            """.formatted(NOBODY);
    /** The programs that start the others. */
    private static final List<String> WRAPPED = List.of("initdb", "pg_ctl");

    private static final boolean AS_ROOT_WITHOUT_NAMESPACES = isRoot() && !succeeds("unshare", "-U", "true");

    /** Unpacked programs are looked for where they belong to, not where another server of this process has them. */
    private record Binaries(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private final Path folder;

    private PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder {@code null} for one that all servers of this kind share
     */
    static PostgresPrograms in(Path folder) {
        Path shared = AS_ROOT_WITHOUT_NAMESPACES
                ? Path.of(System.getProperty("java.io.tmpdir"), "kith-postgres-of-root")
                : null;
        return new PostgresPrograms(folder == null ? shared : folder);
    }

    EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        if (folder != null) {
            builder.setOverrideWorkingDirectory(folder.toFile()).setPgBinaryResolver(new Binaries(folder));
        }
        return AS_ROOT_WITHOUT_NAMESPACES ? startAsNobody(builder) : builder.start();
    }

    /** Makes the folder of a new database, for the user that PostgreSQL runs as. */
    static Path makeDataFolder(Path data) throws IOException {
        Files.createDirectories(data);
        if (AS_ROOT_WITHOUT_NAMESPACES) {
            Files.setAttribute(data, "unix:uid", NOBODY);
            Files.setAttribute(data, "unix:gid", NOBODY);
        }
        return data;
    }

    /** A builder of servers whose data go with them. */
    static EmbeddedPostgres.Builder onTemporaryData() {
        try {
            return AS_ROOT_WITHOUT_NAMESPACES
                    ? EmbeddedPostgres.builder()
                            .setDataDirectory(makeDataFolder(Files.createTempDirectory("kith-postgres")))
                    : EmbeddedPostgres.builder();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's temporary folder could not be made", e);
        }
    }

    /** Unpacking is part of a first start, which fails as root and has done its work. */
    private EmbeddedPostgres startAsNobody(EmbeddedPostgres.Builder builder) throws IOException {
        try {
            return builder.start();
        } catch (IllegalStateException e) {
            wrapUnpacked();
            return builder.start();
        }
    }

    private void wrapUnpacked() throws IOException {
        try (Stream<Path> unpacked = Files.list(folder)) {
            for (Path programs :
                    unpacked.filter(path -> Files.exists(path.resolve("bin"))).toList()) {
                for (String name : WRAPPED) {
                    wrap(programs.resolve("bin").resolve(name));
                }
                // Newer than what lies beside it, or it counts as half unpacked.
                Files.setLastModifiedTime(
                        programs.resolve(".exists"), FileTime.from(Instant.now().plusSeconds(5)));
            }
        }
    }

    private static void wrap(Path program) throws IOException {
        Files.move(program, program.resolveSibling(program.getFileName() + ".program"));
        Files.writeString(program, AS_NOBODY);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
