package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A person's notes as plain text. */
final class GoogleNotes {

    private GoogleNotes() {}

    static String plain(JsonNode biography) {
        String text = GoogleValues.text(biography, "value");
        if (text == null || !biography.path("contentType").asText().equals("TEXT_HTML")) {
            return text;
        }
        Element body = Jsoup.parseBodyFragment(text).body();
        body.select("script, style").remove();
        body.select("p, div, li, tr").after("\n");
        String plain = body.wholeText().strip();
        return plain.isEmpty() ? null : plain;
    }
}
