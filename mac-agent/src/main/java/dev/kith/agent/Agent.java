package dev.kith.agent;

import dev.kith.agent.command.MacAgent;

/** Where the agent starts. */
public final class Agent {

    private Agent() {}

    public static void main(String[] arguments) {
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
