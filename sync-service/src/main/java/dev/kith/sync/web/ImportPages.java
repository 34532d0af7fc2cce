package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ImportFile;
import dev.kith.sync.tool.ImportFormat;
import dev.kith.sync.tool.ImportOperations;
import dev.kith.sync.tool.Upload;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Importing a file, and what became of it. */
@Path("/imports")
@Produces(MediaType.TEXT_HTML)
class ImportPages {

    private final Pages pages;
    private final ImportOperations imports;

    ImportPages(Pages pages, ImportOperations imports) {
        this.pages = pages;
        this.imports = imports;
    }

    @POST
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> send(@RestForm FileUpload file) throws IOException {
        if (file == null || file.size() == 0) {
            throw ApiException.invalid("file", "is missing: choose one first");
        }
        ImportFormat format = format(file.fileName());
        Upload upload;
        try (InputStream content = Files.newInputStream(file.uploadedFile())) {
            upload = Upload.of(content);
        }
        return imports.contacts(new ImportFile(format, null, upload), null)
                .map(report -> Redirect.to("/imports/" + report.runId()));
    }

    @GET
    @Path("/{runId}")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> report(UUID runId) {
        return imports.report(runId)
                .map(report -> report.orElseThrow(() -> ApiException.notFound("import")))
                .chain(report -> pages.page("Import", Section.CONNECT).map(page -> Templates.imported(page, report)));
    }

    /** By its name: what browsers say of the type of such files is seldom of use. */
    private static ImportFormat format(String name) {
        String ending =
                name == null ? "" : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "vcf", "vcard" -> ImportFormat.VCARD;
            case "csv" -> ImportFormat.CSV;
            case "json" -> ImportFormat.JSON;
            default -> throw ApiException.invalid("file", "must be a .vcf, .csv or .json file");
        };
    }
}
