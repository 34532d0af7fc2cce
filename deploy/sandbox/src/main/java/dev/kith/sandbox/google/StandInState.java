package dev.kith.sandbox.google;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private long revision;

    StandInState(StandInClock clock) {
        this.clock = clock;
        this.tokens = new Tokens(switches, clock);
        this.oauth = new OAuth(tokens, switches);
    }

    /** Says that something which is kept between starts has changed. */
    synchronized void changed() {
        revision++;
    }

    synchronized long revision() {
        return revision;
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

    /** What has not gone wrong yet will not. */
    synchronized void clearFaults() {
        faults.clear();
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
            throw new IllegalArgumentException("there is no account " + id);
        }
        return account;
    }
}
