package dev.kith.sync.provider.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CustomField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a CSV file: what Google Contacts exports, in its present and its former columns, or columns that name themselves. */
final class CsvEntries implements FileEntries {

    /** Maps a record to a contact, without an external id. */
    interface Mapper {

        CanonicalContact contact(CsvRow row, EntryErrors errors);

        /** The groups that the record names, in the order of the contact's memberships. */
        List<CanonicalGroup> groups(CanonicalContact contact, CsvRow row);
    }

    private static final String NO_CONTACTS =
            "These are not the columns of contacts. In Google Contacts choose Export, then Google CSV.";

    private final CsvTable table;
    private final Mapper mapper;
    private final ExternalIds externalIds = new ExternalIds();

    /** @param declared encoding of what is not UTF-8; {@code null} when nobody declared one */
    CsvEntries(InputStream in, Charset declared, String region) throws IOException {
        table = new CsvTable(in, declared, NO_CONTACTS);
        mapper = GoogleCsvMapper.knows(table.columns()) ? new GoogleCsvMapper(region) : new PlainCsvMapper(region);
        if (mapper instanceof PlainCsvMapper && !PlainCsvMapper.knows(table.columns())) {
            throw new UnreadableFileException(NO_CONTACTS);
        }
    }

    @Override
    public ParsedEntry next() throws IOException {
        CsvTable.Row row = table.next();
        if (row == null) {
            return null;
        }
        return row.values() == null
                ? ParsedEntry.broken(row.number(), row.line(), "record", CsvTable.OPEN_QUOTE)
                : entry(row);
    }

    private ParsedEntry entry(CsvTable.Row row) {
        CsvRow values = row.values();
        EntryErrors errors = new EntryErrors(row.number(), row.line());
        CanonicalContact contact = mapper.contact(values, errors);
        return new ParsedEntry(
                row.number(),
                row.line(),
                externalIds.name(
                        null,
                        fingerprint(values),
                        contact.toBuilder().raw(raw(values)).build()),
                mapper.groups(contact, values),
                errors.list());
    }

    private static String fingerprint(CsvRow values) {
        return ExternalIds.sha256(values.all().stream()
                .map(field -> field.key() + "=" + field.value())
                .sorted()
                .collect(Collectors.joining("\n")));
    }

    private static ObjectNode raw(CsvRow values) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (CustomField field : values.all()) {
            record.put(record.has(field.key()) ? field.key() + " (again)" : field.key(), field.value());
        }
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.set("csv", record);
        return raw;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
