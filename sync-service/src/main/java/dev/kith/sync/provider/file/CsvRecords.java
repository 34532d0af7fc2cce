package dev.kith.sync.provider.file;

import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.text.ByteLines;
import dev.kith.sync.provider.text.Encodings;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Reads records of CSV one at a time. A quote that is never closed costs the line it stands in, not the rest of the file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRecords implements Closeable {

    /** A value longer than this fits no record of the log. */
    private static final int LONGEST_RECORD = 1024 * 1024;

    private static final int MOST_LINES = 2_000;

    /** A file with more of them is no CSV. */
    private static final int MOST_OPEN_QUOTES = 1_000;

    /**
     * One record.
     *
     * @param line 1-based line it begins at
     * @param values {@code null} when it cannot be read
     */
    record CsvRecord(int line, List<String> values) {

        boolean blank() {
            return values != null && values.stream().allMatch(String::isBlank);
        }
    }

    private record TextLine(int number, String text, boolean cut) {}

    private final ByteLines lines;
    private final Charset declared;
    private final Deque<TextLine> waiting = new ArrayDeque<>();
    private final Deque<CsvRecord> read = new ArrayDeque<>();
    private CSVFormat format = CSVFormat.DEFAULT;
    private int openQuotes;

    /** @param declared encoding of what is not UTF-8; {@code null} when nobody declared one */
    CsvRecords(InputStream in, Charset declared) throws IOException {
        this.lines = new ByteLines(Encodings.asciiBased(in), LONGEST_RECORD);
        this.declared = declared;
    }

    /** What parts values: the mark that the first line holds most of. Excel writes the list separator of its country. */
    void separateLike(String firstLine) {
        char best = ',';
        for (char mark : new char[] {';', '\t'}) {
            if (count(firstLine, mark) > count(firstLine, best)) {
                best = mark;
            }
        }
        format = format.builder().setDelimiter(best).build();
    }

    /** The text of the next line, without taking it; {@code null} at the end. */
    String peek() throws IOException {
        TextLine next = line();
        if (next == null) {
            return null;
        }
        waiting.addFirst(next);
        return next.text();
    }

    /** The next record; {@code null} at the end. */
    CsvRecord next() throws IOException {
        while (read.isEmpty()) {
            TextLine first = line();
            if (first == null) {
                return null;
            }
            if (!first.text().isBlank()) {
                read(first);
            }
        }
        return read.poll();
    }

    /** A record ends with the line that closes its last quote. */
    private void read(TextLine first) throws IOException {
        List<TextLine> taken = new ArrayList<>(List.of(first));
        int quotes = count(first.text(), '"');
        int size = first.text().length();
        while (quotes % 2 == 1 && size < LONGEST_RECORD && taken.size() < MOST_LINES) {
            TextLine more = line();
            if (more == null) {
                break;
            }
            taken.add(more);
            quotes += count(more.text(), '"');
            size += more.text().length();
        }
        boolean closed = quotes % 2 == 0;
        String text = String.join("\n", taken.stream().map(TextLine::text).toList());
        Optional<List<List<String>>> parsed = closed && !cut(taken) ? parse(text, format) : Optional.empty();
        parsed.ifPresentOrElse(records -> add(first.number(), records), () -> giveUp(taken));
    }

    private static boolean cut(List<TextLine> taken) {
        return taken.stream().anyMatch(TextLine::cut);
    }

    private void add(int line, List<List<String>> records) {
        records.forEach(values -> read.add(new CsvRecord(line, values)));
    }

    /** Goes on with the next line, as if the quote had never been opened. */
    private void giveUp(List<TextLine> taken) {
        TextLine first = taken.get(0);
        List<TextLine> rest = taken.subList(1, taken.size());
        if (!rest.isEmpty() && ++openQuotes > MOST_OPEN_QUOTES) {
            throw new UnreadableFileException(
                    "The file is damaged at line " + first.number() + ". What stands before it was imported.");
        }
        for (int i = rest.size() - 1; i >= 0; i--) {
            waiting.addFirst(rest.get(i));
        }
        CSVFormat lenient = format.builder().setTrailingData(true).build();
        Optional<List<List<String>>> alone = first.cut() ? Optional.empty() : parse(first.text(), lenient);
        alone.ifPresentOrElse(
                records -> add(first.number(), records), () -> read.add(new CsvRecord(first.number(), null)));
    }

    private static Optional<List<List<String>>> parse(String text, CSVFormat format) {
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return Optional.of(parser.getRecords().stream()
                    .map(csv -> List.of(csv.values()))
                    .toList());
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private TextLine line() throws IOException {
        if (!waiting.isEmpty()) {
            return waiting.poll();
        }
        ByteLines.Line next = lines.next();
        return next == null
                ? null
                : new TextLine(next.number(), UnicodeText.clean(Encodings.decode(next.bytes(), declared)), next.cut());
    }

    private static int count(String text, char mark) {
        return (int) text.chars().filter(character -> character == mark).count();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
