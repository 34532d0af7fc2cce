package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.IntFunction;

/** The first of what was asked for, which says when there is more. */
public record Excerpt<T>(List<T> items, Meta meta) {

    /** @param message how to see the rest; {@code null} when this is all */
    public record Meta(
            int limit,
            boolean truncated,
            @JsonInclude(JsonInclude.Include.NON_NULL) String message) {}

    /**
     * Reads one more than is shown.
     *
     * @param narrow the arguments that make a list shorter
     */
    static <T> Uni<Excerpt<T>> read(int limit, String narrow, IntFunction<Uni<List<T>>> first) {
        return first.apply(limit + 1)
                .map(found -> found.size() <= limit
                        ? new Excerpt<>(found, new Meta(limit, false, null))
                        : new Excerpt<>(
                                List.copyOf(found.subList(0, limit)),
                                new Meta(
                                        limit,
                                        true,
                                        "Only the first " + limit + " are shown: narrow by " + narrow
                                                + ", or raise limit.")));
    }
}
