package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ImportFormat;
import dev.kith.sync.tool.ImportOperations;
import dev.kith.sync.tool.ImportReport;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Files of contacts. */
@Path("/api/import/contacts")
@RolesAllowed(Role.OPERATE)
class ImportResource {

    private final ImportOperations imports;

    ImportResource(ImportOperations imports) {
        this.imports = imports;
    }

    @POST
    @Blocking
    @Consumes("text/vcard")
    public Uni<RestResponse<Envelope<ImportReport>>> vcards(@RestQuery String accountId, InputStream body)
            throws IOException {
        return send(ImportFormat.VCARD, accountId, body);
    }

    @POST
    @Blocking
    @Consumes("text/csv")
    public Uni<RestResponse<Envelope<ImportReport>>> csv(@RestQuery String accountId, InputStream body)
            throws IOException {
        return send(ImportFormat.CSV, accountId, body);
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Envelope<ImportReport>>> json(@RestQuery String accountId, InputStream body)
            throws IOException {
        return send(ImportFormat.JSON, accountId, body);
    }

    /** Nothing of a file is imported before all of it has arrived and was found small enough. */
    private Uni<RestResponse<Envelope<ImportReport>>> send(ImportFormat format, String accountId, InputStream body)
            throws IOException {
        var file = Files.createTempFile("kith-import", ".tmp");
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return Uni.createFrom()
                .deferred(() -> imports.contacts(format, accountId, file))
                .map(report -> RestResponse.status(
                        report.complete() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED, Envelope.of(report)))
                .onTermination()
                .invoke(() -> file.toFile().delete());
    }
}
