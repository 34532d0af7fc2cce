package dev.kith.sync.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page with the keyboard alone, on a phone, by day and by night, without scripts, and by the rules of browsers. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
@EnabledIf(value = "isChromiumThere", disabledReason = InBrowser.NO_BROWSER)
class DashboardForEverybodyTest extends InBrowser {

    private static final int PHONE = 360;
    private static final String NOWHERE = "/nowhere";

    /** More calls than are shown without scrolling. */
    private static final int LONG_TIMELINE = 12;

    @Test
    void theKeyboardAloneSuffices() {
        String contact = town.enter("Kay");
        signIn();
        page.navigate("/");

        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to content");
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        page.navigate("/people?search=" + town.family);
        tabTo("Kay");
        page.keyboard().press("Enter");
        page.waitForURL("**/people/" + contact);
        tabTo("By hand");
        assertThat(page.locator(":focus .why")).isVisible();
        tabBackTo("Edit");
        page.keyboard().press("Enter");
        page.waitForURL("**/edit");
        page.getByLabel("Nickname").focus();
        page.keyboard().type("Special");
        page.keyboard().press("Enter");
        assertThat(notice()).containsText("Saved");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nobodyIsShutOut(ColorScheme scheme) {
        String person = furnish();
        page.context().close();
        page = window(1280, scheme);
        page.navigate("/sign-in");
        var softly = new SoftAssertions();
        softly.assertThat(Axe.violations(page)).as("/sign-in").isEmpty();
        signIn();
        for (String path : pages(person)) {
            page.navigate(path);
            softly.assertThat(Axe.violations(page)).as(path).isEmpty();
        }
        softly.assertAll();
    }

    @Test
    void nothingRunsOutOfAPhone() {
        String person = furnish();
        page.context().close();
        page = window(PHONE, ColorScheme.LIGHT);
        signIn();
        var softly = new SoftAssertions();
        for (String path : pages(person)) {
            page.navigate(path);
            softly.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", path)
                    .isEqualTo(PHONE);
        }
        softly.assertAll();
    }

    @Test
    void pagesWorkWithoutScripts() {
        String contact = town.enter("Plain");
        page.context().close();
        page = chromium.withoutScripts(url.toString());
        page.navigate("/sign-in");
        page.getByLabel("API key").fill(KithServers.ADMIN_KEY);
        button("Sign in").click();

        page.navigate("/people");
        page.getByLabel("Find somebody").fill("Plain " + town.family);
        button("Find").click();
        page.locator(".people a").first().click();

        page.waitForURL("**/people/" + contact);
    }

    @Test
    void noPageBreaksItsOwnRulesForBrowsers() {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            // A photo on somebody else's server is theirs, and tests reach no servers of others.
            if (message.type().equals("error") && message.location().startsWith(url.toString())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        String person = furnish();
        signIn();

        pages(person).stream().filter(path -> !path.equals(NOWHERE)).forEach(page::navigate);

        assertThat(complaints).isEmpty();
    }

    private static List<String> pages(String person) {
        return List.of(
                "/",
                "/review",
                "/people",
                "/people/" + person,
                "/people/" + person + "/edit",
                "/people/" + person + "/merge",
                "/people/" + person + "/erase",
                "/activity",
                "/runs",
                "/connect",
                "/settings",
                NOWHERE);
    }

    /** Something on every page. */
    private String furnish() {
        String person = town.enter("Vera");
        town.enter("Vera");
        town.settle("Vera");
        town.connect();
        town.sync();
        for (int day = 1; day <= LONG_TIMELINE; day++) {
            town.call(person, day);
        }
        return person;
    }

    private void tabTo(String text) {
        tab("Tab", text);
    }

    private void tabBackTo(String text) {
        tab("Shift+Tab", text);
    }

    private void tab(String key, String text) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press(key);
            if (page.locator(":focus").textContent().contains(text)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + text);
    }
}
