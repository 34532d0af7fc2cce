package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.provider.text.Encodings;
import dev.kith.sync.tool.ImportFile;
import dev.kith.sync.tool.ImportFormat;
import dev.kith.sync.tool.ImportOperations;
import dev.kith.sync.tool.ImportReport;
import dev.kith.sync.tool.Upload;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Files of contacts. */
@Path("/api/import/contacts")
class ImportResource {

    private final ImportOperations imports;

    ImportResource(ImportOperations imports) {
        this.imports = imports;
    }

    /** Nothing of a file is imported before all of it has arrived and was found small enough. */
    @POST
    @Blocking
    @RolesAllowed(Role.OPERATE)
    @Consumes({
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "application/vcard",
        "text/csv",
        "text/x-csv",
        "text/comma-separated-values",
        "application/csv",
        MediaType.APPLICATION_JSON,
        "text/json"
    })
    public Uni<RestResponse<Envelope<ImportReport>>> send(
            @RestQuery String accountId, @Context HttpHeaders headers, InputStream body) throws IOException {
        MediaType type = headers.getMediaType();
        ImportFormat format = ImportFormat.of(type.getType(), type.getSubtype())
                .orElseThrow(() -> new IllegalStateException("a media type is consumed that has no format"));
        Charset declared = charset(type.getParameters().get(MediaType.CHARSET_PARAMETER));
        Upload upload = Upload.of(body);
        return imports.contacts(new ImportFile(format, declared, upload), accountId)
                .map(ImportResource::answer);
    }

    private static Charset charset(String name) {
        return name == null
                ? null
                : Encodings.named(name)
                        .orElseThrow(() -> ApiException.invalid("charset", "is no charset that is known here"));
    }

    private static RestResponse<Envelope<ImportReport>> answer(ImportReport report) {
        ResponseBuilder<Envelope<ImportReport>> answer =
                ResponseBuilder.create(report.complete() ? Status.OK : Status.ACCEPTED, Envelope.of(report));
        return report.complete()
                ? answer.build()
                : answer.location(URI.create("/api/import/contacts/" + report.runId()))
                        .build();
    }

    @GET
    @Path("/{runId}")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<ImportReport>> report(UUID runId) {
        return imports.report(runId)
                .map(report -> Envelope.of(report.orElseThrow(() -> ApiException.notFound("import"))));
    }
}
