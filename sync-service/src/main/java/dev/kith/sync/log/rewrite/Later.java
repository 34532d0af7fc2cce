package dev.kith.sync.log.rewrite;

import java.util.HashMap;
import java.util.Map;

/** What was met already while a partition is read from its end: whatever is older is superseded. */
final class Later {

    private final Map<String, Long> states = new HashMap<>();
    private final Map<Long, Long> restated = new HashMap<>();

    /** Whether this is the latest state of whatever goes by the name. */
    boolean latest(String name, long offset) {
        Long known = states.putIfAbsent(name, offset);
        if (known == null) {
            return true;
        }
        if (known < offset) {
            states.put(name, offset);
            return true;
        }
        return false;
    }

    /** Notes where the record that first stood at an offset stands now. */
    void restated(long firstOffset, long newOffset) {
        restated.putIfAbsent(firstOffset, newOffset);
    }

    /** Where the record that first stood at an offset was met; {@code null} where it was not. */
    Long newPlace(long firstOffset) {
        return restated.get(firstOffset);
    }
}
