package dev.kith.agent.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of the configuration file beside {@code kafka}, and what their values must be. */
public enum ConfigKey {
    API_URL("an http or https URL of a host, with nothing before or behind it but a port and a path") {
        @Override
        boolean accepts(JsonNode value) {
            if (!value.isTextual()) {
                return false;
            }
            try {
                URI url = URI.create(value.textValue().strip());
                return value.textValue().isBlank() || isAddress(url);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    },
    API_KEY("one word of ASCII letters, digits and signs, as Kith shows it") {
        /** What else there is travels in no HTTP header. */
        @Override
        boolean accepts(JsonNode value) {
            return value.isTextual() && value.textValue().strip().matches("[!-~]*");
        }
    },
    INITIAL_LOOKBACK_DAYS("a whole number from 0 (no limit) to 36500") {
        @Override
        boolean accepts(JsonNode value) {
            return value.isInt() && value.intValue() >= 0 && value.intValue() <= 36_500;
        }

        @Override
        JsonNode parse(String text) {
            return text.matches("\\d{1,5}") ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
        }
    },
    CREATE_UNKNOWN_CONTACTS("true or false") {
        @Override
        boolean accepts(JsonNode value) {
            return value.isBoolean();
        }

        @Override
        JsonNode parse(String text) {
            return text.matches("true|false")
                    ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                    : TextNode.valueOf(text);
        }
    },
    DEFAULT_REGION("the two letters of a country, such as US") {
        @Override
        boolean accepts(JsonNode value) {
            return value.isTextual()
                    && COUNTRIES.contains(value.textValue().strip().toUpperCase(Locale.ROOT));
        }
    },
    MACHINE_ID("letters, digits and hyphens, at most 64") {
        @Override
        boolean accepts(JsonNode value) {
            return value.isTextual() && value.textValue().matches("[A-Za-z0-9-]{1,64}");
        }
    };

    private static final int LAST_PORT = 65_535;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final String expected;

    ConfigKey(String expected) {
        this.expected = expected;
    }

    abstract boolean accepts(JsonNode value);

    /** A user and password in a URL would be sent nowhere and shown everywhere. */
    private static boolean isAddress(URI url) {
        return url.getHost() != null
                && Set.of("http", "https").contains(url.getScheme())
                && url.getPort() <= LAST_PORT
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    /** What somebody typed, as the JSON it stands for. */
    JsonNode parse(String text) {
        return TextNode.valueOf(text);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String expected() {
        return expected;
    }

    static Optional<ConfigKey> named(String key) {
        return Arrays.stream(values()).filter(known -> known.key().equals(key)).findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(ConfigKey::key).collect(Collectors.joining(", "));
    }
}
