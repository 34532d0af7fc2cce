package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;

/** A person's notes as plain text. */
final class GoogleNotes {

    private GoogleNotes() {}

    static String plain(JsonNode biography) {
        String text = GoogleValues.text(biography, "value");
        if (text == null || !biography.path("contentType").asText().equals("TEXT_HTML")) {
            return text;
        }
        String plain = text.replaceAll("(?i)<br\\s*/?>|</p>|</div>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
        return plain.isEmpty() ? null : plain;
    }
}
