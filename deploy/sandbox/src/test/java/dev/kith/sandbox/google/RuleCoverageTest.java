package dev.kith.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules stand with their numbers in docs/sandbox.md. */
class RuleCoverageTest {

    private static final List<Class<?>> RULES = List.of(
            AuthorizationRulesTest.class,
            ListRulesTest.class,
            SyncRulesTest.class,
            PersonRulesTest.class,
            QuotaAndFaultRulesTest.class);

    @Test
    void everyRuleHasATestOfItsOwn() {
        List<Integer> tested = RULES.stream()
                .flatMap(RuleCoverageTest::tests)
                .flatMap(RuleCoverageTest::rule)
                .sorted()
                .toList();

        assertThat(tested)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    private static Stream<AnnotatedElement> tests(Class<?> test) {
        return Stream.concat(Arrays.stream(test.getDeclaredClasses()), Arrays.stream(test.getDeclaredMethods()));
    }

    private static Stream<Integer> rule(AnnotatedElement test) {
        DisplayName name = test.getAnnotation(DisplayName.class);
        Matcher matcher = Pattern.compile("S(\\d+): .+").matcher(name == null ? "" : name.value());
        return matcher.matches() ? Stream.of(Integer.parseInt(matcher.group(1))) : Stream.empty();
    }
}
