package dev.kith.sync.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;

/**
 * What an answer to a question would do.
 *
 * @param changes one sentence each
 * @param basis the state of the contacts it is about
 */
public record ReviewPlan(
        ReviewItem item,
        String decision,
        UUID targetId,
        List<String> changes,
        @JsonIgnore List<String> basis) {}
