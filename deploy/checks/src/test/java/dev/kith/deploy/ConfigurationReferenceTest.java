package dev.kith.deploy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of the service's settings is what the code reads. */
class ConfigurationReferenceTest {

    private static final Pattern SINGLE =
            Pattern.compile("@ConfigProperty\\(name = \"(kith\\.[\\w.-]+)\"(?:, defaultValue = \"([^\"]*)\")?\\)");

    /** Settings that are read one by one, and so have no Javadoc of their own. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            entry("kith.api-key", "The first key, of role admin."),
            entry(
                    "kith.credentials-key",
                    "Base64 of 32 bytes; several, separated by commas: the first encrypts, all decrypt, rows are encrypted"
                            + " anew at start. Required."),
            entry("kith.default-region", "The region of phone numbers without a country code, as ISO 3166-1 alpha-2."),
            entry(
                    "kith.import.patience",
                    "How long the sender of a file waits for its end before it goes on without them."),
            entry(
                    "kith.public-url",
                    "The address people reach the service at, when it stands behind a proxy; `https` makes cookies secure,"
                            + " and Google sends browsers back to `/connect/google/callback` under it."),
            entry("kith.retention.audit", "How long it is kept who did what."),
            entry(
                    "kith.retention.quarantine",
                    "How long contacts and calls that were set aside are kept after they were applied; others stay until they"
                            + " are."),
            entry("kith.retention.runs", "How long ended runs are kept."));

    @Test
    void listsEverySettingWithItsDefaultAndMeaning() {
        String rows = settings().stream()
                .map(setting -> "| `" + setting.variable() + "` | " + shown(setting.defaultValue()) + " | "
                        + setting.meaning() + " |")
                .collect(Collectors.joining("\n"));

        new GeneratedTable("docs/configuration.md", "settings")
                .shows("| variable | default | meaning |\n|---|---|---|\n" + rows);
    }

    @Test
    void hasAMeaningForEverySetting() {
        assertThat(settings())
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.name()).isNotBlank());
    }

    private static List<ConfigurationSource.Setting> settings() {
        var settings = new TreeMap<String, ConfigurationSource.Setting>();
        var sources = Repository.files("sync-service/src/main/java", ".java");
        ConfigurationSource.settings(sources).forEach(setting -> settings.put(setting.name(), setting));
        var defaults = new HashMap<String, String>();
        sources.stream()
                .flatMap(source -> SINGLE.matcher(Repository.read(source)).results())
                .forEach((MatchResult single) -> defaults.put(single.group(1), single.group(2)));
        defaults.forEach((name, value) -> settings.putIfAbsent(
                name, new ConfigurationSource.Setting(name, value, MEANINGS.getOrDefault(name, ""))));
        return settings.values().stream()
                .sorted(Comparator.comparing(ConfigurationSource.Setting::variable))
                .toList();
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "–" : "`" + value + "`";
    }
}
