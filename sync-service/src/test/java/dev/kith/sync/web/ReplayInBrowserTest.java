package dev.kith.sync.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Replays;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What an admin does on the page of runs when something was decided wrongly, or could not be read. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
@EnabledIf(value = "isChromiumThere", disabledReason = InBrowser.NO_BROWSER)
class ReplayInBrowserTest extends InBrowser {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @Test
    void aReplayIsLookedAtThenApplied() {
        var ruth = town.person("Ruth");
        ruth.putArray("organizations").addObject().put("name", "Harbour Works").put("title", "Pilot");
        Google.control().putContact(town.account, "b1", ruth);
        town.connect();
        town.sync();
        UUID contact = UUID.fromString(town.idOf("Ruth"));
        forgetTitle(contact);
        Replays.awaitNone(pool);
        signIn();

        page.navigate("/runs");
        page.getByLabel("Whose").selectOption("google/" + town.account);
        button("See what would change").click();
        assertThat(page.getByText("Dry run done")).isVisible();
        assertThat(page.locator(".values")).containsText("Job title");
        assertThat(link("Ruth " + town.family)).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
        assertThat(title(contact)).isNull();
        button("Apply").click();

        assertThat(page.getByText("Applied", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(title(contact)).isEqualTo("Pilot");
        link("Ruth " + town.family).click();
        assertThat(page.locator(".personhead")).containsText("Pilot, Harbour Works");
    }

    @Test
    void aReplayThatWouldChangeNothingSaysSo() {
        Replays.awaitNone(pool);
        signIn();

        page.navigate("/runs");
        page.getByLabel("From, in UTC").fill("2100-01-01T00:00");
        button("See what would change").click();

        assertThat(page.getByText("Nothing would change.")).isVisible();
        assertThat(page.getByText("from 1 Jan 2100, 00:00 UTC")).isVisible();
        Replays.awaitNone(pool);
    }

    @Test
    void aReplayThatTakesTooLongIsCancelled() {
        Replays.awaitNone(pool);
        Replays.heldElsewhere(pool, false, false);
        signIn();
        page.navigate("/runs");
        link("Everything, from the beginning").first().click();
        assertThat(Axe.violations(page)).isEmpty();

        page.onceDialog(Dialog::accept);
        button("Cancel").click();

        assertThat(page.getByText("What was applied stays.")).isVisible();
        assertThat(button("Cancel")).hasCount(0);
        Replays.awaitNone(pool);
    }

    @Test
    void anUnreadableRecordIsTriedAgain() {
        String reason = "reason_" + town.family;
        pool.preparedQuery("""
                        INSERT INTO contacts_dead_letters (log_topic, log_partition, log_offset, reason, message)
                        VALUES ('kith.contacts.v1', 0, 9000000000000, $1, 'It is no JSON.')
                        """).execute(Tuple.of(reason)).await().atMost(PATIENCE);
        signIn();
        page.navigate("/runs");

        page.locator("#unreadable ~ ul li")
                .filter(new Locator.FilterOptions().setHasText(Words.capital(reason)))
                .getByRole(AriaRole.BUTTON)
                .click();

        assertThat(notice()).containsText("The log does not hold this record any more");
        pool.preparedQuery("DELETE FROM contacts_dead_letters WHERE reason = $1")
                .execute(Tuple.of(reason))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void addressesDaysAndWebsitesAreWrittenDown() {
        String contact = town.enter("Ola");
        signIn();
        page.navigate("/people/" + contact + "/edit");

        page.getByLabel("Street").fill("1 Harbour Street");
        page.getByLabel("City").fill("Halifax");
        page.getByLabel("Country, as two letters").fill("CA");
        page.getByLabel("What it is").fill("birthday");
        page.getByLabel("Day").fill("30");
        page.getByLabel("Month").fill("2");
        page.getByLabel("Website 1", new Page.GetByLabelOptions().setExact(true))
                .fill("https://ola.example");
        button("Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Date 1 is no day of the calendar");
        page.getByLabel("Day").fill("28");
        button("Save").click();
        assertThat(notice()).containsText("Saved");
        page.navigate("/people/" + contact + "/edit");
        page.getByLabel("Website 2", new Page.GetByLabelOptions().setExact(true))
                .fill("javascript:alert(1)");
        button("Save").click();

        assertThat(page.locator(".values")).containsText("1 Harbour Street");
        assertThat(page.locator(".values")).containsText("28 Feb");
        assertThat(link("https://ola.example")).hasAttribute("href", "https://ola.example");
        assertThat(page.locator(".values")).containsText("javascript:alert(1)");
        assertThat(page.locator(".values a")).hasCount(1);
    }

    /** As if an earlier version had not known titles. */
    private void forgetTitle(UUID contact) {
        for (String statement : new String[] {
            "UPDATE contacts_source_links SET content_hash = 'old', mapped = mapped #- '{scalars,job_title}'"
                    + " WHERE local_contact_id = $1",
            "UPDATE contacts_provenance SET document = document #- '{fields,job_title}' WHERE contact_id = $1",
            "UPDATE contacts SET job_title = NULL WHERE id = $1"
        }) {
            pool.preparedQuery(statement).execute(Tuple.of(contact)).await().atMost(PATIENCE);
        }
    }

    private String title(UUID contact) {
        return pool.preparedQuery("SELECT job_title FROM contacts WHERE id = $1")
                .execute(Tuple.of(contact))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getString(0);
    }
}
