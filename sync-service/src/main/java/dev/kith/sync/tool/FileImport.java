package dev.kith.sync.tool;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Reads a file of contacts and sends them through the log. */
public interface FileImport {

    /**
     * Completes when all readable contacts are in the log, as one run; the file is deleted afterwards.
     *
     * @param accountId the account of provider {@code file} they belong to; made when it is not there
     */
    Uni<Accepted> send(ImportFormat format, String accountId, Path file);

    /** @param errors what could not be read; everything else is on its way */
    record Accepted(UUID runId, List<ImportError> errors) {}
}
