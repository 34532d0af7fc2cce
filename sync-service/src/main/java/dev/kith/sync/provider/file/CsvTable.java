package dev.kith.sync.provider.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Locale;

/** A CSV file whose first record names the columns of the others. */
final class CsvTable implements Closeable {

    static final String OPEN_QUOTE = "A quote is opened in this line and never closed. Correct the line.";

    /**
     * A record below the columns' names.
     *
     * @param number 1-based; empty records count
     * @param line 1-based line of the file it begins at
     * @param values {@code null} when it cannot be read
     */
    record Row(int number, int line, CsvRow values) {}

    private final CsvRecords records;
    private final CsvColumns columns;
    private int number;

    /**
     * @param declared encoding of what is not UTF-8; {@code null} when nobody declared one
     * @param noColumns what to say where no record names columns
     */
    CsvTable(InputStream in, Charset declared, String noColumns) throws IOException {
        records = new CsvRecords(in, declared);
        columns = header(noColumns);
    }

    private CsvColumns header(String noColumns) throws IOException {
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
            throw new UnreadableFileException(noColumns);
        }
        return new CsvColumns(header.values());
    }

    CsvColumns columns() {
        return columns;
    }

    /** The next record that is not empty; {@code null} at the end. */
    Row next() throws IOException {
        CsvRecords.CsvRecord csv = records.next();
        while (csv != null && csv.blank()) {
            number++;
            csv = records.next();
        }
        if (csv == null) {
            return null;
        }
        number++;
        return new Row(number, csv.line(), csv.values() == null ? null : new CsvRow(columns, csv.values()));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
