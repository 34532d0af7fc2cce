package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.api.auth.ApiKeys;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.AgentBatch;
import dev.kith.sync.tool.BatchOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;

/** Batches of agents that cannot reach the log, in the form of CloudEvents' binary HTTP mode. */
@Path("/api/batches")
class BatchesResource {

    /** A batch that the log has now. */
    record Accepted(UUID id, String topic) {}

    private final BatchOperations batches;
    private final ApiKeys keys;
    private final SecurityIdentity identity;
    private final ObjectMapper mapper;

    BatchesResource(BatchOperations batches, ApiKeys keys, SecurityIdentity identity, ObjectMapper mapper) {
        this.batches = batches;
        this.keys = keys;
        this.identity = identity;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @RolesAllowed(Role.SEND)
    public Uni<Envelope<Accepted>> accept(
            @RestHeader("ce-specversion") String specVersion,
            @RestHeader("ce-id") String id,
            @RestHeader("ce-source") String source,
            @RestHeader("ce-type") String type,
            @RestHeader("ce-time") String time,
            byte[] body)
            throws IOException {
        requireJson(body);
        AgentBatch batch = batches.read(new BatchOperations.Event(specVersion, id, source, type, time), body);
        return keys.bind(KeyHolder.of(identity), batch.machineId())
                .invoke(bound -> {
                    if (!bound) {
                        throw ApiException.of(
                                ErrorCode.FORBIDDEN,
                                "This key sends for another machine. Make a key of its own for each machine.");
                    }
                })
                .chain(() -> batches.send(batch))
                .replaceWith(() -> Envelope.of(new Accepted(batch.event().id(), batch.topic())));
    }

    private void requireJson(byte[] body) throws IOException {
        boolean whole;
        try (JsonParser parser = mapper.createParser(Checks.body(body))) {
            whole = parser.nextToken() != null && parser.skipChildren() != null && parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            whole = false;
        }
        if (!whole) {
            throw ApiException.of(ErrorCode.MALFORMED_JSON, Answers.messageOf(ErrorCode.MALFORMED_JSON));
        }
    }
}
