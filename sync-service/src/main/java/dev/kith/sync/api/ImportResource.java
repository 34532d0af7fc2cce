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
import jakarta.ws.rs.NotSupportedException;
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

/** Files of contacts, and of calls and messages. Nothing of a file is imported before all of it has arrived and was found small enough. */
@Path("/api/import")
class ImportResource {

    private final ImportOperations imports;

    ImportResource(ImportOperations imports) {
        this.imports = imports;
    }

    @POST
    @Path("/contacts")
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
    public Uni<RestResponse<Envelope<ImportReport>>> contacts(
            @RestQuery String accountId, @Context HttpHeaders headers, InputStream body) throws IOException {
        return imports.contacts(file(headers.getMediaType(), body), accountId)
                .map(report -> answer(report, "/api/import/contacts/"));
    }

    @POST
    @Path("/interactions")
    @Blocking
    @RolesAllowed(Role.OPERATE)
    @Consumes({
        "text/csv",
        "text/x-csv",
        "text/comma-separated-values",
        "application/csv",
        MediaType.APPLICATION_JSON,
        "text/json"
    })
    public Uni<RestResponse<Envelope<ImportReport>>> interactions(
            @RestQuery String accountId, @Context HttpHeaders headers, InputStream body) throws IOException {
        return imports.interactions(file(headers.getMediaType(), body), accountId)
                .map(report -> answer(report, "/api/import/interactions/"));
    }

    private static ImportFile file(MediaType type, InputStream body) throws IOException {
        if (type == null) {
            throw new NotSupportedException("Say in Content-Type what kind of file this is.");
        }
        ImportFormat format = ImportFormat.of(type.getType(), type.getSubtype())
                .orElseThrow(() -> new IllegalStateException("a media type is consumed that has no format"));
        Charset declared = charset(type.getParameters().get(MediaType.CHARSET_PARAMETER));
        return new ImportFile(format, declared, Upload.of(body));
    }

    private static Charset charset(String name) {
        return name == null
                ? null
                : Encodings.named(name)
                        .orElseThrow(() -> ApiException.invalid("charset", "is no charset that is known here"));
    }

    private static RestResponse<Envelope<ImportReport>> answer(ImportReport report, String reports) {
        ResponseBuilder<Envelope<ImportReport>> answer =
                ResponseBuilder.create(report.complete() ? Status.OK : Status.ACCEPTED, Envelope.of(report));
        return report.complete()
                ? answer.build()
                : answer.location(URI.create(reports + report.runId())).build();
    }

    @GET
    @Path("/contacts/{runId}")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<ImportReport>> contactsReport(UUID runId) {
        return report(runId);
    }

    @GET
    @Path("/interactions/{runId}")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<ImportReport>> interactionsReport(UUID runId) {
        return report(runId);
    }

    private Uni<Envelope<ImportReport>> report(UUID runId) {
        return imports.report(runId)
                .map(report -> Envelope.of(report.orElseThrow(() -> ApiException.notFound("import"))));
    }
}
