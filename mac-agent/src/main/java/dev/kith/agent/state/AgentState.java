package dev.kith.agent.state;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the agent remembers between runs, by account.
 *
 * @param clock the greatest fence that was used
 */
public record AgentState(
        int version,
        long clock,
        Map<String, ContactsState> contacts,
        Map<String, MessagesState> messages,
        Map<String, CallsState> calls) {

    static final int VERSION = 1;

    public static final AgentState EMPTY = new AgentState(VERSION, 0, Map.of(), Map.of(), Map.of());

    public AgentState {
        contacts = contacts == null ? Map.of() : contacts;
        messages = messages == null ? Map.of() : messages;
        calls = calls == null ? Map.of() : calls;
        if (Stream.of(contacts, messages, calls).anyMatch(AgentState::saysNothingOfOne)) {
            throw new IllegalArgumentException("an account is named of which nothing is said");
        }
    }

    private static boolean saysNothingOfOne(Map<String, ?> states) {
        return states.values().stream().anyMatch(Objects::isNull);
    }

    public AgentState withClock(long newClock) {
        return new AgentState(version, newClock, contacts, messages, calls);
    }

    public AgentState with(String account, ContactsState state) {
        return new AgentState(version, clock, put(contacts, account, state), messages, calls);
    }

    public AgentState with(String account, MessagesState state) {
        return new AgentState(version, clock, contacts, put(messages, account, state), calls);
    }

    public AgentState with(String account, CallsState state) {
        return new AgentState(version, clock, contacts, messages, put(calls, account, state));
    }

    private static <T> Map<String, T> put(Map<String, T> map, String key, T value) {
        Map<String, T> changed = new TreeMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
