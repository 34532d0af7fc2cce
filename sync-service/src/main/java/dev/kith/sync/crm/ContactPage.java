package dev.kith.sync.crm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Some of the contacts that were asked for, and how many there are. */
public record ContactPage(@JsonIgnore List<ContactView> contacts, Meta meta) {

    /** Counting further than this would cost more than anybody gains. */
    static final int COUNTED = 10_000;

    /**
     * How the page lies in the whole.
     *
     * @param total {@code null} when there are more than were counted
     * @param totalAtLeast {@code null} when all were counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Meta(int page, int limit, Long total, Long totalAtLeast, Long totalPages) {

        static Meta of(int page, int limit, long counted) {
            return counted > COUNTED
                    ? new Meta(page, limit, null, (long) COUNTED, null)
                    : new Meta(page, limit, counted, null, (counted + limit - 1) / limit);
        }
    }
}
