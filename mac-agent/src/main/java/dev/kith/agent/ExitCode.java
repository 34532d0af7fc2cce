package dev.kith.agent;

import java.util.Comparator;
import java.util.stream.Stream;

/** How a command ended, for scripts and launchd. Declared with the gravest first. */
public enum ExitCode {
    FAILURE(1, "it failed"),
    USAGE(2, "the command line or the configuration is wrong"),
    UNREACHABLE(3, "the broker or the service cannot be reached or refuses"),
    NO_PERMISSION(4, "a store may not be read: Full Disk Access is missing; the other stores were still read"),
    INCOMPLETE(5, "done, but a store is corrupt or of an unknown form, or records were left out"),
    OK(0, "done; a store that does not exist is only noted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    public static ExitCode gravest(Stream<ExitCode> codes) {
        return codes.min(Comparator.naturalOrder()).orElse(OK);
    }
}
