package dev.kith.sync.provider.file;

import dev.kith.sync.provider.SourcePage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Reads a file of a hundred megabytes, as a process of its own whose memory is much smaller. */
public final class HundredMegabytes {

    private static final int SIZE = 100 * 1024 * 1024;
    private static final String NOTE = "Something to remember. ".repeat(900);

    private HundredMegabytes() {}

    public static void main(String[] arguments) throws IOException {
        int contacts = 0;
        try (FileEntries entries = entries(arguments[0])) {
            FilePages pages = new FilePages(entries, 500);
            SourcePage page;
            do {
                page = pages.next();
                contacts += page.contacts().size();
            } while (!page.last());
            System.out.println(
                    "contacts " + contacts + " errors " + pages.errors().size());
        }
    }

    private static FileEntries entries(String format) throws IOException {
        return switch (format) {
            case "vcard" -> vcards("", "BEGIN:VCARD\nFN:Ann %d\nNOTE:" + NOTE + "\nEND:VCARD\n", "");
            case "line" -> vcards("BEGIN:VCARD\nFN:Ann\nNOTE:", NOTE, "\nEND:VCARD\n");
            case "photo" -> vcards("BEGIN:VCARD\nFN:Ann\nPHOTO;ENCODING=b:", "A".repeat(70) + "\n ", "\nEND:VCARD\n");
            case "csv" -> {
                String record = "Ann %d,a%d@example.com,\"" + NOTE + "\"\n";
                yield new CsvEntries(file("Name,E-mail 1 - Value,Notes\n", record, ""), null, "US");
            }
            case "json" -> json("[{\"name\":\"First\"}", ",{\"name\":\"Ann %d\",\"notes\":\"" + NOTE + "\"}", "]");
            default -> json("[{\"name\":\"First\",\"notes\":[", "\"" + NOTE + "\",", "\"\"]}]");
        };
    }

    private static FileEntries vcards(String start, String repeated, String end) throws IOException {
        return new VCardEntries(file(start, repeated, end), null, "US");
    }

    private static FileEntries json(String start, String repeated, String end) throws IOException {
        return new JsonEntries(file(start, repeated, end), null, "US");
    }

    private static InputStream file(String start, String repeated, String end) {
        int times = SIZE / repeated.length();
        Enumeration<InputStream> middle = new Enumeration<>() {
            private int number;

            @Override
            public boolean hasMoreElements() {
                return number < times;
            }

            @Override
            public InputStream nextElement() {
                number++;
                return text(repeated.replace("%d", String.valueOf(number)));
            }
        };
        return new SequenceInputStream(
                Collections.enumeration(List.of(text(start), new SequenceInputStream(middle), text(end))));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
