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
import java.util.Locale;
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

    private final CsvRecords records;
    private final CsvColumns columns;
    private final Mapper mapper;
    private final ExternalIds externalIds = new ExternalIds();
    private int row;

    /** @param declared encoding of what is not UTF-8; {@code null} when nobody declared one */
    CsvEntries(InputStream in, Charset declared, String region) throws IOException {
        records = new CsvRecords(in, declared);
        columns = header();
        mapper = GoogleCsvMapper.knows(columns) ? new GoogleCsvMapper(region) : new PlainCsvMapper(region);
        if (mapper instanceof PlainCsvMapper && !PlainCsvMapper.knows(columns)) {
            throw new UnreadableFileException(NO_CONTACTS);
        }
    }

    private CsvColumns header() throws IOException {
        String first = records.peek();
        if (first == null) {
            throw new UnreadableFileException("The file is empty.");
        }
        records.separateLike(first);
        CsvRecords.CsvRecord header = records.next();
        // Excel names the separator in a line of its own.
        if (header != null
                && header.values() != null
                && first.toLowerCase(Locale.ROOT).startsWith("sep=")) {
            header = records.next();
        }
        if (header == null || header.values() == null) {
            throw new UnreadableFileException(NO_CONTACTS);
        }
        return new CsvColumns(header.values());
    }

    @Override
    public ParsedEntry next() throws IOException {
        CsvRecords.CsvRecord csv = records.next();
        while (csv != null && csv.blank()) {
            row++;
            csv = records.next();
        }
        if (csv == null) {
            return null;
        }
        row++;
        return csv.values() == null
                ? ParsedEntry.broken(
                        row, csv.line(), "record", "A quote is opened in this line and never closed. Correct the line.")
                : entry(csv);
    }

    private ParsedEntry entry(CsvRecords.CsvRecord csv) {
        CsvRow values = new CsvRow(columns, csv.values());
        EntryErrors errors = new EntryErrors(row, csv.line());
        CanonicalContact contact = mapper.contact(values, errors);
        return new ParsedEntry(
                row,
                csv.line(),
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
        records.close();
    }
}
