package dev.kith.agent;

/** Something that ends a command: what happened, and what to do about it. Holds no personal data and no secret. */
public final class AgentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String nextStep;

    public AgentException(ExitCode exitCode, String message, String nextStep) {
        this(exitCode, message, nextStep, null);
    }

    public AgentException(ExitCode exitCode, String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.nextStep = nextStep;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String nextStep() {
        return nextStep;
    }
}
