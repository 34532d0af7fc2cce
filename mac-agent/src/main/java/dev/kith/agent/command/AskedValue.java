package dev.kith.agent.command;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A value that does not stand on the command line: typed unseen, or piped in. */
final class AskedValue {

    private AskedValue() {}

    /** @param console {@code null} where nobody types */
    static String of(String key, Console console, InputStream piped) {
        String value = console == null ? firstLine(piped) : typed(console, key);
        if (value == null || value.isBlank()) {
            throw new AgentException(
                    ExitCode.USAGE, "No value was given for " + key + ".", "Type it when asked, or pipe it in.");
        }
        return value.strip();
    }

    private static String typed(Console console, String key) {
        char[] typed = console.readPassword("%s: ", key);
        return typed == null ? null : new String(typed);
    }

    private static String firstLine(InputStream piped) {
        try {
            return new BufferedReader(new InputStreamReader(piped, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
