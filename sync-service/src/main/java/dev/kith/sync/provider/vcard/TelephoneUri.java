package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.CardText.clean;

import ezvcard.util.TelUri;
import java.util.LinkedHashMap;
import java.util.Map;

/** A number that is written as a URI (RFC 3966), as people read it: without its scheme, nothing encoded. */
final class TelephoneUri {

    private TelephoneUri() {}

    static String text(TelUri uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("isub", uri.getIsdnSubaddress());
        parameters.put("phone-context", uri.getPhoneContext());
        parameters.putAll(uri.getParameters());
        parameters.values().removeIf(value -> value == null);
        if (uri.getExtension() == null) {
            return clean(uri.getNumber() + joined(parameters));
        }
        return clean(
                parameters.isEmpty()
                        ? uri.getNumber() + " ext. " + uri.getExtension()
                        : uri.getNumber() + ";ext=" + uri.getExtension() + joined(parameters));
    }

    private static String joined(Map<String, String> parameters) {
        StringBuilder joined = new StringBuilder();
        parameters.forEach((name, value) -> joined.append(';').append(name).append(value.isEmpty() ? "" : "=" + value));
        return joined.toString();
    }
}
