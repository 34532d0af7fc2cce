package dev.kith.agent.sync;

import dev.kith.agent.state.AgentState;
import dev.kith.agent.state.StateFile;
import java.util.function.UnaryOperator;

/** The state while a run goes on: written after every step that is safe with the receiver, or never in a dry run. */
final class StateKeeper {

    private final StateFile file;
    private final boolean dryRun;
    private AgentState state;

    StateKeeper(StateFile file, AgentState state, boolean dryRun) {
        this.file = file;
        this.state = state;
        this.dryRun = dryRun;
    }

    AgentState state() {
        return state;
    }

    /** Only to be called when the receiver has acknowledged what the new state says was sent. */
    void change(UnaryOperator<AgentState> change) {
        state = change.apply(state);
        if (!dryRun) {
            file.write(state);
        }
    }
}
