package dev.kith.agent;

import dev.kith.agent.command.MacAgent;
import dev.kith.agent.state.StateFile;

/** Where the agent starts. */
public final class Agent {

    private Agent() {}

    public static void main(String[] arguments) {
        // Java 22 to 24 would else have a console where output is redirected (JDK-8308591).
        System.setProperty("jdk.console", "java.base");
        Thread preparing = new Thread(StateFile::prepare, "state");
        preparing.setDaemon(true);
        preparing.start();
        AgentContext context = AgentContext.ofSystem();
        context.stop().onSignals();
        int exitCode;
        try {
            exitCode = MacAgent.commandLine(context).execute(arguments);
        } finally {
            context.stop().done();
        }
        System.exit(exitCode);
    }
}
