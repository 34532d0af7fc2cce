package dev.kith.sync.tool;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads a file and sends what it holds through the log. */
public interface FileImport {

    /**
     * Opens a run and reads a file of contacts into it. Nothing happens when the file as a whole cannot be read, or while another
     * import of the account does not come to its end.
     *
     * @param accountId the account of provider {@code file} they belong to; made when it is not there
     */
    Uni<Begun> contacts(ImportFile file, String accountId);

    /** The same with a file of calls, messages and the like. */
    Uni<Begun> interactions(ImportFile file, String accountId);

    /**
     * An import that goes on by itself, whether or not anybody waits for it.
     *
     * @param read completes when everything readable is in the log, and fails when the reading broke off
     */
    record Begun(UUID runId, Uni<Reading> read) {}

    /** What reading a file came to. */
    interface Reading {

        /** Cards that are groups, and nobody. */
        int groups();

        /** What could not be read. */
        List<ImportError> errors();

        /** What happened to entries, by their external ids, as errors at their places in the file. */
        Uni<List<ImportError>> locate(Map<String, String> messages);

        /** Entries that are kept until somebody turns up to whom they belong. */
        Uni<List<ImportError>> waiting();
    }
}
