package dev.kith.sync.provider.file;

import dev.kith.sync.tool.ImportFile;
import java.io.Closeable;
import java.io.IOException;

/** The records of a file of interactions, read one after the other. */
interface InteractionEntries extends Closeable {

    /**
     * The next record; {@code null} at the end. Fails with {@link UnreadableFileException} or {@link MalformedJsonException}
     * only when the file as a whole cannot be read.
     */
    ParsedInteraction next() throws IOException;

    static InteractionEntries of(ImportFile file, InteractionMapper mapper) throws IOException {
        return switch (file.format()) {
            case CSV -> new CsvInteractions(file.upload().content(), file.declared(), mapper);
            case JSON -> {
                JsonObjects.check(file.upload().content(), file.declared());
                yield new JsonInteractions(file.upload().content(), file.declared(), mapper);
            }
            case VCARD -> throw new UnreadableFileException("A vCard holds no calls or messages. Send JSON or CSV.");
        };
    }
}
