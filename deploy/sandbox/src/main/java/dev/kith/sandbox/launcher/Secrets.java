package dev.kith.sandbox.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The sandbox's own keys: those of the environment, else those kept in the data folder, else new ones. */
record Secrets(String apiKey, String credentialsKey) {

    private static final int KEY_BYTES = 32;

    static Secrets of(DataFolder folder, Map<String, String> environment, SecureRandom random) {
        return new Secrets(
                environment.getOrDefault(
                        "KITH_API_KEY",
                        kept(
                                folder.root().resolve("api.key"),
                                Base64.getUrlEncoder().withoutPadding(),
                                random)),
                environment.getOrDefault(
                        "KITH_CREDENTIALS_KEY",
                        kept(folder.root().resolve("credentials.key"), Base64.getEncoder(), random)));
    }

    private static String kept(Path file, Base64.Encoder encoder, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[KEY_BYTES];
                random.nextBytes(bytes);
                OwnerOnly.write(file, encoder.encodeToString(bytes) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the key in " + file + " could not be read or made", e);
        }
    }

    /** Keeps keys out of whatever prints this. */
    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
