package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.Photo;
import java.util.regex.Pattern;

/** A person's photo. Google offers it 100 pixels wide; the size stands in the address and may be changed there. */
final class GooglePhoto {

    /** {@code =s100} at the end, further options may follow; older addresses hold {@code /s100/} before the file name. */
    private static final Pattern SIZE = Pattern.compile("=s\\d+(?=(?:-[\\w-]+)?$)");

    private static final Pattern OLD_SIZE = Pattern.compile("/s\\d+(?=(?:-[\\w-]+)?/[^/]+$)");

    private GooglePhoto() {}

    static Photo of(JsonNode value, boolean primary) {
        String url = GoogleValues.text(value, "url");
        if (url == null) {
            return null;
        }
        String bigger =
                OLD_SIZE.matcher(SIZE.matcher(url).replaceFirst("=s400")).replaceFirst("/s400");
        return new Photo(bigger, primary, value.path("default").asBoolean());
    }
}
