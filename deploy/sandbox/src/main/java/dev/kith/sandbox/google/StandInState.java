package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything the stand-in knows. Guarded by its own monitor. */
final class StandInState {

    private static final int KEPT_REQUESTS = 5_000;

    final Switches switches = new Switches();
    final StandInClock clock;
    final Tokens tokens;
    final OAuth oauth;
    final Map<String, StandInAccount> accounts = new LinkedHashMap<>();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();

    StandInState(StandInClock clock) {
        this.clock = clock;
        this.tokens = new Tokens(switches, clock);
        this.oauth = new OAuth(tokens, switches);
    }

    synchronized void record(RecordedRequest request) {
        requests.addLast(request);
        if (requests.size() > KEPT_REQUESTS) {
            requests.removeFirst();
        }
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized void clearRequests() {
        requests.clear();
    }

    synchronized void fault(Fault fault) {
        faults.add(new Fault(fault.endpoint(), calls.getOrDefault(fault.endpoint(), 0) + fault.call(), fault.kind()));
    }

    /** The fault that strikes this call; {@code null} for none. */
    synchronized Fault.Kind strike(String endpoint) {
        int call = calls.merge(endpoint, 1, Integer::sum);
        for (Fault fault : faults) {
            if (fault.endpoint().equals(endpoint) && fault.call() == call) {
                faults.remove(fault);
                return fault.kind();
            }
        }
        return null;
    }

    synchronized StandInAccount account(String id) {
        StandInAccount account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("no account " + id);
        }
        return account;
    }

    synchronized void create(String id, String profileId, String email, String refreshToken, Set<String> scopes) {
        accounts.putIfAbsent(id, new StandInAccount(id, profileId, email));
        tokens.grant(refreshToken, id, scopes);
    }

    synchronized String upsert(EntryList list, String sourceId, ObjectNode person, ObjectNode profile) {
        return list.upsert(sourceId, person, profile, clock.millis());
    }

    synchronized void advance(Duration step) {
        clock.advance(step);
    }
}
