package dev.kith.sync.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sync.account.PasswordCredentials;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what people enter for a server of their own. */
final class EnteredPassword {

    private static final int LONGEST_URL = 2_000;
    private static final int MOST_BOOKS = 100;
    private static final Pattern PATH = Pattern.compile("[/?#]");

    private EnteredPassword() {}

    static PasswordCredentials of(Connection request) {
        String username = Arguments.required("username", request.username());
        if (!username.matches("[^:\\p{Cntrl}]+")) {
            throw new InvalidRequestException("username", "must have no colon and no control characters");
        }
        String password = Arguments.required("password", request.password());
        return new PasswordCredentials(url(Arguments.required("url", request.url())), username, password);
    }

    /** The address in its plainest form; a server's bare name is meant securely. */
    private static String url(String entered) {
        if (entered.length() > LONGEST_URL) {
            throw new InvalidRequestException("url", "must have at most " + LONGEST_URL + " characters");
        }
        try {
            URI url = new URI(inAscii(entered.contains("://") ? entered : "https://" + entered));
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("https") || scheme.equals("http"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            if (!usable) {
                throw invalid();
            }
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** As it goes over the line; browsers show names and paths in their own script. */
    private static String inAscii(String url) throws URISyntaxException {
        int host = url.indexOf("://") + 3;
        Matcher path = PATH.matcher(url).region(host, url.length());
        int end = path.find() ? path.start() : url.length();
        return new URI(url.substring(0, host) + IDN.toASCII(url.substring(host, end)) + url.substring(end))
                .toASCIIString();
    }

    private static InvalidRequestException invalid() {
        return new InvalidRequestException(
                "url",
                "must be the address of a CardDAV server, such as https://contacts.icloud.com/, and nothing more");
    }

    static Map<String, String> settings(List<String> books) {
        if (books == null) {
            return Map.of();
        }
        if (books.size() > MOST_BOOKS || books.stream().anyMatch(name -> name == null || name.isBlank())) {
            throw new InvalidRequestException("books", "must be at most " + MOST_BOOKS + " names");
        }
        var names = JsonNodeFactory.instance.arrayNode();
        books.forEach(names::add);
        return Map.of("books", names.toString());
    }
}
