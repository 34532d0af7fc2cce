package dev.kith.agent.doctor;

import dev.kith.agent.ExitCode;

/**
 * One thing that was looked at.
 *
 * @param outcome FINE, or how a sync would end for it
 * @param fix what to do; {@code null} where nothing is to be done
 */
public record Check(String name, Outcome outcome, String found, String fix, ExitCode exitCode) {

    /** How it is. */
    public enum Outcome {
        FINE("✓"),
        NOTE("!"),
        WRONG("✗");

        private final String sign;

        Outcome(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    static Check fine(String name, String found) {
        return new Check(name, Outcome.FINE, found, null, ExitCode.OK);
    }

    static Check note(String name, String found, String fix) {
        return new Check(name, Outcome.NOTE, found, fix, ExitCode.OK);
    }

    static Check wrong(String name, String found, String fix, ExitCode exitCode) {
        return new Check(name, Outcome.WRONG, found, fix, exitCode);
    }
}
