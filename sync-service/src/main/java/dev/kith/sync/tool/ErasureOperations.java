package dev.kith.sync.tool;

import dev.kith.sync.erasure.Erasure;
import dev.kith.sync.erasure.ErasurePlan;
import dev.kith.sync.erasure.Erasures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Erasing people. No assistant is offered this. */
@ApplicationScoped
public class ErasureOperations {

    private final Erasures erasures;

    ErasureOperations(Erasures erasures) {
        this.erasures = erasures;
    }

    public Uni<Plan<ErasurePlan>> plan(UUID contactId) {
        return erasures.plan(contactId).map(Plan::of);
    }

    /** @param planFingerprint of the plan that was agreed to; {@code null} agrees to any */
    public Uni<Erasure> erase(UUID contactId, String planFingerprint, String actor) {
        String agreed = Arguments.optional(planFingerprint);
        return erasures.erase(contactId, actor, plan -> Plan.of(plan).require(agreed));
    }

    public Uni<Erasure> find(UUID erasureId) {
        return erasures.find(erasureId).map(found -> found.orElseThrow(() -> new NotFoundException("erasure")));
    }
}
