package dev.kith.agent.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the agent keeps what is its own. */
public record AgentFiles(Path config, Path state) {

    public static final String CONFIG_VARIABLE = "KITH_AGENT_CONFIG";
    public static final String STATE_VARIABLE = "KITH_AGENT_STATE";

    public static AgentFiles of(Map<String, String> environment, Path userHome) {
        return new AgentFiles(
                named(environment.get(CONFIG_VARIABLE), userHome.resolve(".crm-sync-config.json")),
                named(environment.get(STATE_VARIABLE), userHome.resolve(".crm-sync-state.json")));
    }

    private static Path named(String other, Path usual) {
        return (other == null || other.isBlank() ? usual : Path.of(other)).toAbsolutePath();
    }

    /** The variables that name these files to another process; none where the files are the usual ones. */
    public Map<String, String> environment(Path userHome) {
        AgentFiles usual = of(Map.of(), userHome);
        Map<String, String> variables = new TreeMap<>();
        if (!config.equals(usual.config)) {
            variables.put(CONFIG_VARIABLE, config.toString());
        }
        if (!state.equals(usual.state)) {
            variables.put(STATE_VARIABLE, state.toString());
        }
        return variables;
    }

    public Path lock() {
        return state.resolveSibling(state.getFileName() + ".lock");
    }
}
