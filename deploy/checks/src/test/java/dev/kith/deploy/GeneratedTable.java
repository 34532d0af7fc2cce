package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A part of a page, between two marks, that is made from the code. Run with {@code -Dkith.docs.write=true}, a test writes it
 * instead of checking it.
 */
record GeneratedTable(String page, String mark) {

    private static final boolean WRITE = Boolean.getBoolean("kith.docs.write");

    void shows(String rows) {
        String table = rows + "\n";
        String text = Repository.read(page);
        String begin = "<!-- " + mark + ": made from the code -->\n";
        String end = "<!-- " + mark + ": end -->";
        assertThat(text).as(page).contains(begin, end);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end, from);
        if (WRITE) {
            write(text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("%s is made from the code: mvn -pl deploy/checks -am test -Dkith.docs.write=true", page)
                    .isEqualTo(table);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(Repository.file(page), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
