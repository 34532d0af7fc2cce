package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {

    private static final String SECRET = "secret";
    private static final String NUMBER = "+14155550100";

    static Stream<Class<?>> recordsThatMayHoldPersonalValues() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.kith.model")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> type != CloudEventHeaders.class);
    }

    @ParameterizedTest
    @MethodSource("recordsThatMayHoldPersonalValues")
    void areSilentAboutTheirValuesWhenLogged(Class<?> type) throws ReflectiveOperationException {
        assertThat(filled(type).toString()).doesNotContain(SECRET, NUMBER);
    }

    @Test
    void takeBlankForAbsent() {
        assertThat(new Email("a", " ", false, "")).isEqualTo(new Email("a", null, false, null));
    }

    @Test
    void areFiledUnderIdsThatCanBeStored() {
        assertThat(CanonicalContact.builder("\u0000x\ud83d").build().externalId())
                .isEqualTo("x");
        assertThat(new SeenContact("x\u0007", null).externalId()).isEqualTo("x");
        assertThat(new CanonicalGroup("g\u0000", null, "Fri\u0000ends", CanonicalGroup.Kind.USER, false))
                .isEqualTo(new CanonicalGroup("g", null, "Friends", CanonicalGroup.Kind.USER, false));
        assertThatThrownBy(() -> CanonicalContact.builder("\u0000").build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepOpaqueTokensToTheLetter() {
        GroupBatch page = new GroupBatch(null, "\u001fpage\u001f2", "", " ");

        assertThat(page.nextPageToken()).isEqualTo("\u001fpage\u001f2");
        assertThat(page.nextSyncCursor()).isNull();
        assertThat(page.checkpoint()).isEqualTo(" ");
    }

    @Test
    void copyTheirLists() {
        List<Url> urls = new ArrayList<>(List.of(new Url("https://a.example", null)));
        CanonicalContact contact = CanonicalContact.builder("x").urls(urls).build();

        urls.clear();

        assertThat(contact.urls()).hasSize(1);
        assertThatThrownBy(() -> contact.urls().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void dropNamesThatSayNothing() {
        CanonicalContact contact = CanonicalContact.builder("x")
                .aliases(Arrays.asList("a", "", null, " "))
                .groupMemberships(Arrays.asList("\u0000", "g"))
                .build();

        assertThat(contact.aliases()).containsExactly("a");
        assertThat(contact.groupMemberships()).containsExactly("g");
    }

    @ParameterizedTest
    @CsvSource({"2,29", "4,30", "1,31", "12,31"})
    void takeTheLastDayOfAMonthWithoutAYear(int month, int day) {
        assertThat(new DateEvent(null, null, month, day).day()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "13,1", "1,0", "1,32", "2,30", "4,31", "6,31", "9,31", "11,31"})
    void refuseDaysThatNeverCome(int month, int day) {
        assertThatThrownBy(() -> new DateEvent(null, null, month, day)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "1,2,1"})
    void refusePagesAndPartsThatDoNotCount(int page, int part, int parts) {
        assertThatThrownBy(() -> new RunPosition(Samples.RUN_ID, SyncMode.FULL, 1, 1, page, part, parts, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** An instance whose texts are all secret. */
    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i].getName(), components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object value(String name, Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            return List.of(value(name, list.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return switch (name) {
                case "e164" -> NUMBER;
                case "country" -> "US";
                // Made by us, of rules only.
                case "reason" -> "a rule";
                default -> SECRET;
            };
        }
        if (plain.isRecord()) {
            return filled(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain == JsonNode.class) {
            return TextNode.valueOf(SECRET);
        }
        if (plain == UUID.class) {
            return Samples.RUN_ID;
        }
        if (plain == Instant.class) {
            return Samples.FETCHED_AT;
        }
        if (plain == boolean.class) {
            return true;
        }
        if (plain == long.class) {
            return 1L;
        }
        if (plain == byte[].class) {
            return new byte[0];
        }
        return 1;
    }
}
