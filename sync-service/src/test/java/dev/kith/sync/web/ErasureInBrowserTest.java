package dev.kith.sync.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What an admin does when somebody asks to be erased. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
@EnabledIf(value = "isChromiumThere", disabledReason = InBrowser.NO_BROWSER)
class ErasureInBrowserTest extends InBrowser {

    @Test
    void somebodyIsErasedOnceWhatGoesWasShown() {
        String atGoogle = town.settle("Ewa");
        town.connect();
        town.sync();
        String contact = town.idOf("Ewa");
        town.call(contact, 3);
        signIn();
        page.navigate("/people/" + contact);

        link("Erase …").click();
        page.waitForURL("**/erase");
        assertThat(page.locator("main")).containsText("Google " + town.account);
        assertThat(page.locator("main")).containsText("1 call or message");
        assertThat(town.idOf("Ewa")).isEqualTo(contact);
        button("Erase for good").click();

        assertThat(notice()).containsText("Erased");
        Google.control().touchContact(town.account, atGoogle);
        town.sync();
        assertThat(town.idOf("Ewa")).isNull();
        page.navigate("/people/" + contact);
        assertThat(heading()).containsText("Not here");
    }

    @Test
    void nobodyIsErasedOfWhomMoreIsKnownThanWasShown() {
        String contact = town.enter("Fay");
        signIn();
        page.navigate("/people/" + contact + "/erase");
        town.call(contact, 1);

        button("Erase for good").click();

        assertThat(heading()).containsText("Something changed meanwhile");
        assertThat(town.idOf("Fay")).isEqualTo(contact);
    }

    @Test
    void nothingIsErasedByOneClickWithoutScripts() {
        String contact = town.enter("Gro");
        page.context().close();
        page = chromium.withoutScripts(url.toString());
        page.navigate("/sign-in");
        page.getByLabel("API key").fill(KithServers.ADMIN_KEY);
        button("Sign in").click();
        page.navigate("/people/" + contact);

        link("Erase …").click();

        assertThat(heading()).containsText("Erase Gro");
        assertThat(town.idOf("Gro")).isEqualTo(contact);
    }
}
