package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the CSV that Google Contacts exports, in its present and its former columns. */
final class GoogleCsvEntries implements FileEntries {

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final GoogleCsvMapper mapper;
    private final ExternalIds externalIds = new ExternalIds();

    GoogleCsvEntries(InputStream in, String region) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setAllowMissingColumnNames(true)
                .setTrailingData(true)
                .build();
        try {
            parser = format.parse(DecodedText.reader(in));
        } catch (IllegalArgumentException e) {
            throw new UnreadableFileException("The first line must name the columns, each once.");
        }
        mapper = new GoogleCsvMapper(parser.getHeaderNames(), region);
        if (!mapper.knowsColumns()) {
            throw new UnreadableFileException(
                    "These are not the columns of a Google Contacts export. In Google Contacts choose Export, then Google CSV.");
        }
        records = parser.iterator();
    }

    @Override
    public ParsedEntry next() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord csv = records.next();
            int row = Math.toIntExact(csv.getRecordNumber());
            int line = Math.toIntExact(parser.getCurrentLineNumber());
            if (mapper.empty(csv)) {
                return ParsedEntry.broken(row, line, "record", "This record holds nothing to import.");
            }
            return ParsedEntry.of(
                    externalIds.name(null, CanonicalHash.of(mapper.contact(csv)), mapper.contact(csv)),
                    mapper.groups(csv));
        } catch (UncheckedIOException | IllegalStateException e) {
            // Inside a quoted value that never ends nothing more can be told apart.
            throw new UnreadableFileException("The file is damaged after line " + parser.getCurrentLineNumber()
                    + ": a quoted value has no end. What stands before it was imported.");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
