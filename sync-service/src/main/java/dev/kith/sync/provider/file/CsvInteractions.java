package dev.kith.sync.provider.file;

import dev.kith.model.CustomField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a CSV file whose columns are called like the fields of an interaction. */
final class CsvInteractions implements InteractionEntries {

    private static final String NO_INTERACTIONS =
            "These are not the columns of interactions. Name them type, occurredAt, and phone or email.";

    private final CsvTable table;
    private final InteractionMapper mapper;

    /** @param declared encoding of what is not UTF-8; {@code null} when nobody declared one */
    CsvInteractions(InputStream in, Charset declared, InteractionMapper mapper) throws IOException {
        this.table = new CsvTable(in, declared, NO_INTERACTIONS);
        this.mapper = mapper;
        if (!InteractionMapper.knows(table.columns())) {
            throw new UnreadableFileException(NO_INTERACTIONS);
        }
    }

    @Override
    public ParsedInteraction next() throws IOException {
        CsvTable.Row row = table.next();
        if (row == null) {
            return null;
        }
        if (row.values() == null) {
            return ParsedInteraction.broken(row.number(), row.line(), "record", CsvTable.OPEN_QUOTE);
        }
        EntryErrors errors = new EntryErrors(row.number(), row.line());
        Map<String, String> fields = new LinkedHashMap<>();
        for (CustomField field : row.values().all()) {
            fields.putIfAbsent(field.key(), field.value());
        }
        ImportedInteraction interaction = mapper.map(fields, errors);
        return new ParsedInteraction(row.number(), row.line(), interaction, errors.list());
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
