package dev.kith.agent;

import dev.kith.agent.command.MacAgent;

/** Where the agent starts. */
public final class Agent {

    private Agent() {}

    public static void main(String[] arguments) {
        System.exit(MacAgent.commandLine(AgentContext.ofSystem()).execute(arguments));
    }
}
