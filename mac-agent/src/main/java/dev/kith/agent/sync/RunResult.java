package dev.kith.agent.sync;

/**
 * What the service made of a run.
 *
 * @param state of the run: RUNNING where it was not done in time
 * @param existing contacts that the CRM held already
 * @param unknown placeholder contacts made for numbers and addresses that nobody had
 * @param waiting interactions that wait for a contact
 */
public record RunResult(String state, long created, long existing, long unknown, long waiting, long quarantined) {

    boolean incomplete() {
        return quarantined > 0 || state.equals("FAILED");
    }
}
