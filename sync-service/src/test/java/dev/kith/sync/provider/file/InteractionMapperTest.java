package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.tool.ImportError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionMapperTest {

    private static final Map<String, String> CALL = Map.of(
            "type", "CALL_OUTBOUND",
            "occurredAt", "2026-01-15T14:32:00Z",
            "phone", "(902) 555-2345",
            "durationSeconds", "145");

    private final InteractionMapper mapper = new InteractionMapper("import", "CA");
    private final EntryErrors errors = new EntryErrors(1, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-15T14:32:00Z             | 2026-01-15T14:32:00Z",
                "2026-01-15T14:32:00.123456+05:30 | 2026-01-15T09:02:00.123456Z",
                "2026-01-15T14:32:00              | 2026-01-15T14:32:00Z",
                "2026-01-15 14:32                 | 2026-01-15T14:32:00Z",
                "2026-01-15                       | 2026-01-15T00:00:00Z",
                "2026-02-30                       | null",
                "1768487520                       | null",
                "0001-01-01T00:00:00Z             | null",
            })
    void readsTimes(String said, String meant) {
        ImportedInteraction read = mapper.map(with("occurredAt", said), errors);

        assertThat(String.valueOf(read == null ? null : read.occurredAt())).isEqualTo(meant);
        assertThat(errors.list()).hasSize(read == null ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"145,145,0", "145.6,146,0", "0,,0", "0.0,,0", "-1,,1", "long,,1", "9999999999,,1"})
    void readsDurations(String said, Integer meant, int complaints) {
        assertThat(mapper.map(with("durationSeconds", said), errors).durationSeconds())
                .isEqualTo(meant);
        assertThat(errors.list()).hasSize(complaints);
    }

    @ParameterizedTest
    @CsvSource({"12345", "somebody", "ann@example.com", "*"})
    void takesNothingForANumberThatIsNone(String said) {
        assertThat(mapper.map(with("phone", said), errors)).isNull();
        assertThat(errors.list()).extracting(ImportError::field).containsExactly("phone");
    }

    @Test
    void knowsARecordAgainHoweverItIsSpelled() {
        String id = mapper.map(CALL, errors).externalId();

        Map<String, String> spelled = Map.of(
                "Type", "call outbound",
                "occurred_at", "2026-01-15T16:32:00+02:00",
                "Contact Phone", "+1 902 555 2345",
                "duration_seconds", "145");
        assertThat(mapper.map(spelled, errors).externalId()).isEqualTo(id);
        assertThat(mapper.map(with("durationSeconds", "146"), errors).externalId())
                .isNotEqualTo(id);
    }

    @Test
    void setsIdsOfDifferentFilesAndRecordsApart() {
        ImportedInteraction one = mapper.map(with("externalId", "1"), errors);
        ImportedInteraction same = mapper.map(with("externalId", "1"), errors);
        Map<String, String> other = with("externalId", "1");
        other.put("content", "another record under the same id");

        assertThat(same.externalId()).isEqualTo(one.externalId()).isEqualTo("import:1");
        assertThat(mapper.map(other, errors).externalId()).startsWith("sha256:");
        assertThat(new InteractionMapper("phone", "CA")
                        .map(with("externalId", "1"), errors)
                        .externalId())
                .isEqualTo("phone:1");
    }

    @Test
    void seeksByTheAddressUnlessOnlyTheNumberLeadsToSomebody() {
        ImportedInteraction read = mapper.map(with("email", "ann@example.com"), errors);
        HandleKey number = HandleKey.of(read.phone());
        HandleKey address = HandleKey.of(read.email());

        assertThat(read.with(Set.of()).counterpart()).isEqualTo(read.email());
        assertThat(read.with(Set.of(number)).counterpart()).isEqualTo(read.phone());
        assertThat(read.with(Set.of(number, address)).counterpart()).isEqualTo(read.email());
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> fields = new HashMap<>(CALL);
        fields.put(field, value);
        return fields;
    }
}
