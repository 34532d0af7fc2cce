package dev.kith.sync.provider.carddav;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as servers write them: absolute or relative, escaped one way or another. A decoded path names a resource; its
 * encoded form asks for it, and the two lead back to each other.
 */
final class Hrefs {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(?:(https?):)?//([^/?#]*)([^?#]*)(\\?[^#]*)?(?:#.*)?", Pattern.CASE_INSENSITIVE);
    private static final String UNESCAPED = "-._~!$&'()*+,;=:@/";
    /** Stands for a percent sign that escapes nothing until it is known what follows it. */
    private static final char PERCENT = '\uFFFF';

    private Hrefs() {}

    /** The address an href means where it was found; empty when it means none. */
    static Optional<URI> resolve(URI base, String href) {
        String text = href.strip().replaceAll("[\\r\\n\\t]", "");
        Matcher absolute = ABSOLUTE.matcher(text);
        if (absolute.matches()) {
            String scheme = absolute.group(1) == null ? base.getScheme() : absolute.group(1);
            return address(scheme, absolute.group(2), absolute.group(3), absolute.group(4));
        }
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        int query = text.indexOf('?') < 0 || text.indexOf('?') > end ? end : text.indexOf('?');
        String path = text.substring(0, query);
        String folder = base.getRawPath().substring(0, base.getRawPath().lastIndexOf('/') + 1);
        // A colon does not make a scheme: names like "Database:admin.vcf" occur.
        String whole = path.isEmpty() ? base.getRawPath() : path.startsWith("/") ? path : folder + path;
        return address(base.getScheme(), base.getRawAuthority(), whole, text.substring(query, end));
    }

    private static Optional<URI> address(String scheme, String authority, String path, String query) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        String host = authority
                .substring(authority.lastIndexOf('@') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceFirst(lower.equals("https") ? ":(443)?$" : ":(80)?$", "");
        try {
            URI uri = new URI(lower + "://" + host + encoded(path.isEmpty() ? "/" : decoded(path))
                            + (query == null ? "" : query.replace(" ", "%20")))
                    .normalize();
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The address of a decoded path on the server of another address. */
    static URI onServerOf(URI server, String decodedPath) {
        return URI.create(server.getScheme() + "://" + server.getRawAuthority() + encoded(decodedPath));
    }

    /** What an address is called, without its server. */
    static String name(URI address) {
        return decoded(address.getRawPath());
    }

    static boolean sameCollection(String decodedPath, String other) {
        return withoutSlash(decodedPath).equals(withoutSlash(other));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Everything decoded that can be told apart afterwards: an escaped slash, a control character, stay escaped. */
    static String decoded(String path) {
        StringBuilder text = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            if (!escape(path, at)) {
                char unit = path.charAt(at++);
                text.append(unit == '%' ? PERCENT : unit);
                continue;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            do {
                bytes.write(Integer.parseInt(path.substring(at + 1, at + 3), 16));
                at += 3;
            } while (escape(path, at) && beyondAscii(path, at) && beyondAscii(path, at - 3));
            text.append(characters(bytes.toByteArray()));
        }
        return percentSigns(text);
    }

    private static boolean beyondAscii(String path, int at) {
        return Character.digit(path.charAt(at + 1), 16) >= 8;
    }

    private static String characters(byte[] bytes) {
        if (bytes[0] >= 0) {
            char unit = (char) bytes[0];
            boolean kept = unit == '/' || Character.isISOControl(unit);
            return unit == '%' ? String.valueOf(PERCENT) : kept ? escaped(bytes) : String.valueOf(unit);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return escaped(bytes);
        }
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte part : bytes) {
            text.append(String.format("%%%02X", part));
        }
        return text.toString();
    }

    private static String percentSigns(StringBuilder text) {
        StringBuilder whole = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != PERCENT) {
                whole.append(text.charAt(i));
            } else {
                boolean ambiguous = i + 2 < text.length() && hex(text.charAt(i + 1)) && hex(text.charAt(i + 2));
                whole.append(ambiguous ? "%25" : "%");
            }
        }
        return whole.toString();
    }

    static String encoded(String decodedPath) {
        StringBuilder path = new StringBuilder(decodedPath.length());
        decodedPath.codePoints().forEach(point -> {
            boolean plain = point < 0x80 && (Character.isLetterOrDigit(point) || UNESCAPED.indexOf(point) >= 0);
            if (plain || point == '%') {
                path.appendCodePoint(point);
            } else {
                path.append(escaped(Character.toString(point).getBytes(StandardCharsets.UTF_8)));
            }
        });
        for (int i = path.indexOf("%"); i >= 0; i = path.indexOf("%", i + 1)) {
            if (!escape(path, i)) {
                path.insert(i + 1, "25");
            }
        }
        return path.toString();
    }

    private static boolean escape(CharSequence text, int at) {
        return at + 2 < text.length() && text.charAt(at) == '%' && hex(text.charAt(at + 1)) && hex(text.charAt(at + 2));
    }

    private static boolean hex(char unit) {
        return Character.digit(unit, 16) >= 0 && unit < 0x80;
    }
}
