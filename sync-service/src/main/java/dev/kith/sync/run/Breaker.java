package dev.kith.sync.run;

import java.util.Map;
import java.util.Optional;

/** Holds deletions that are too many to be believed without asking. */
final class Breaker {

    private final int maxDeletes;
    private final int maxDeletePercent;

    Breaker(int maxDeletes, int maxDeletePercent) {
        this.maxDeletes = maxDeletes;
        this.maxDeletePercent = maxDeletePercent;
    }

    /**
     * @param candidates how many contacts of each stream are to be marked deleted
     * @param live how many contacts of each stream are not marked yet
     * @return why the deletions are held, for people; nothing when they may be applied
     */
    Optional<String> judge(Map<String, Long> candidates, Map<String, Long> live) {
        return candidates.entrySet().stream()
                .filter(stream -> tooMany(stream.getValue(), live.getOrDefault(stream.getKey(), 0L)))
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .map(stream -> "The source no longer lists " + stream.getValue() + " of "
                        + live.getOrDefault(stream.getKey(), 0L) + " contacts. Nothing was marked deleted:"
                        + " approve the run if that is right, reject it if not.");
    }

    private boolean tooMany(long candidates, long live) {
        if (candidates == 0) {
            return false;
        }
        var aboveBoth = candidates > maxDeletes && candidates * 100 > (long) maxDeletePercent * live;
        return aboveBoth || candidates >= live;
    }
}
