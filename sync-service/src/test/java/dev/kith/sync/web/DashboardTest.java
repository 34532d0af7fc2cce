package dev.kith.sync.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What people do, in a browser. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
@EnabledIf(value = "isChromiumThere", disabledReason = InBrowser.NO_BROWSER)
class DashboardTest extends InBrowser {

    /** However many of other tests wait before it. */
    private static final String QUESTIONS = "/review?kind=ambiguous_match&shown=500";

    @AfterEach
    void settleGoogle() {
        Google.control().switches().pagesHeld = false;
        Google.control().switches().consentDenied = false;
        Google.control().switches().maximumPageSize = 1000;
    }

    @Test
    void aPersonSignsInByLinkAndWatchesTheFirstSync() {
        for (int i = 0; i < 8; i++) {
            town.settle("Person" + (char) ('a' + i));
        }
        Google.control().switches().maximumPageSize = 2;
        Google.control().switches().pagesHeld = true;
        signIn();
        assertThat(page.url()).doesNotContain("link");

        town.connect();
        page.navigate("/");

        Locator account = page.locator(".account").filter(new Locator.FilterOptions().setHasText(town.account));
        assertThat(account.getByText("Syncing now")).isVisible();
        assertThat(account.locator("progress")).isVisible();
        Google.control().switches().pagesHeld = false;
        assertThat(account.getByText("Healthy")).isVisible();
        assertThat(account.getByText("8 people")).isVisible();
    }

    @Test
    void aPersonConnectsGoogleWithTheButton() {
        town.settle("Hanna");
        Google.control().consents(town.account, Set.of());
        signIn();
        page.navigate("/connect");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Connect Google"))
                .click();

        assertThat(notice()).containsText("Connected. Its first sync begins at once.");
        page.navigate("/");
        Locator account = page.locator(".account").filter(new Locator.FilterOptions().setHasText(town.connected()));
        assertThat(account.getByText("Healthy")).isVisible();
        assertThat(account.getByText("1 person")).isVisible();
        find("Hanna " + town.family);
        assertThat(page.locator(".personhead")).containsText("Hanna");
    }

    @Test
    void aPersonWhoDoesNotAgreeIsToldThatNothingWasConnected() {
        Google.control().switches().consentDenied = true;
        signIn();
        page.navigate("/connect");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Connect Google"))
                .click();

        assertThat(page.getByText("Nothing was connected")).isVisible();
        assertThat(town.connected()).isNull();
    }

    @Test
    void anEditSurvivesTheNextSync() {
        String atGoogle = town.settle("Nora");
        town.connect();
        town.sync();
        signIn();

        find("Nora " + town.family);
        link("Edit").click();
        page.getByLabel("First name").fill("Eleonora");
        button("Save").click();
        assertThat(notice()).containsText("Saved");
        var changed = town.person("Nora");
        changed.putArray("organizations").addObject().put("name", "Harbour Works");
        Google.control().putContact(town.account, atGoogle, changed);
        town.sync();
        page.reload();

        assertThat(heading()).containsText("Eleonora");
        assertThat(page.locator(".personhead")).containsText("Harbour Works");
        assertThat(page.locator(".value")
                        .filter(new Locator.FilterOptions().setHasText("Eleonora"))
                        .first())
                .containsText("Edited here");
    }

    @Test
    void aQuestionIsAnsweredWithOneKey() {
        town.enter("Mia");
        town.enter("Mia");
        town.settle("Mia");
        town.connect();
        town.sync();
        signIn();
        page.navigate(QUESTIONS);
        Locator question = page.locator(".question").filter(new Locator.FilterOptions().setHasText(town.family));
        assertThat(question).hasCount(1);
        assertThat(question).containsText("the same e-mail address");

        question.focus();
        page.keyboard().press("s");

        assertThat(notice()).containsText("Noted");
        assertThat(page.locator(".question").filter(new Locator.FilterOptions().setHasText(town.family)))
                .hasCount(0);

        page.locator(".notice button").focus();
        page.keyboard().press("u");

        assertThat(notice()).containsText("Taken back");
        page.navigate(QUESTIONS);
        assertThat(page.locator(".question").filter(new Locator.FilterOptions().setHasText(town.family)))
                .hasCount(1);
    }

    @Test
    void aKeyThatIsPressedTwiceAnswersOnce() {
        town.enter("Mia");
        town.enter("Mia");
        town.settle("Mia");
        town.connect();
        town.sync();
        signIn();
        page.navigate(QUESTIONS);
        Locator question = page.locator(".question").filter(new Locator.FilterOptions().setHasText(town.family));

        question.focus();
        page.keyboard().press("s");
        page.keyboard().press("s");

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Noted");
        assertThat(page.url()).contains("kind=ambiguous_match");
    }

    @Test
    void whoIsArchivedCanBeTakenBack() {
        String contact = town.enter("Arno");
        signIn();
        page.navigate("/people/" + contact);

        button("Archive").click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Archived");
        page.locator(".notice button").click();

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Back in all lists");
        assertThat(town.idOf("Arno")).isEqualTo(contact);
    }

    @Test
    void escapeHidesWhereAValueCameFrom() {
        String contact = town.enter("Esther");
        signIn();
        page.navigate("/people/" + contact);
        Locator origin = page.locator(".origin").first();

        origin.focus();
        assertThat(origin.locator(".why")).isVisible();
        page.keyboard().press("Escape");

        assertThat(origin.locator(".why")).isHidden();
    }

    @Test
    void aFileThatIsNoneIsRefusedInWordsAndLeadsBack() {
        signIn();
        page.navigate("/connect");

        page.locator("#upload")
                .setInputFiles(new FilePayload("friends.vcf", "text/vcard", "x".getBytes(StandardCharsets.UTF_8)));
        button("Import").click();

        assertThat(page.locator("main")).containsText("The file holds no contact of this kind.");
        assertThat(page.locator("main")).not().containsText("body");
        link("Back").click();
        page.waitForURL("**/connect");
    }

    @Test
    void twoBecomeOneAndPartAgain() {
        String kept = town.enter("Iris");
        town.enter("Irene");
        signIn();
        page.navigate("/people/" + kept);

        link("Merge with …").click();
        page.getByLabel("Who is the same person?").fill("Irene " + town.family);
        button("Find").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Same person Irene " + town.family))
                .click();
        assertThat(notice()).containsText("Merged");
        assertThat(page.locator(".values")).containsText("irene." + town.family.toLowerCase(Locale.ROOT));
        button("Undo this merge").click();

        assertThat(notice()).containsText("undone");
        assertThat(page.locator(".values")).not().containsText("irene.");
        assertThat(town.idOf("Irene")).isNotEqualTo(kept);
    }

    @Test
    void aTimelineShowsCallsOverTime() {
        String contact = town.enter("Tom");
        town.call(contact, 2);
        town.call(contact, 40);
        signIn();

        page.navigate("/people/" + contact);

        assertThat(page.locator(".timeline li")).hasCount(2);
        assertThat(page.locator(".timeline li").first()).containsText("Incoming call");
        assertThat(page.locator("svg.bars rect.lower")).not().hasCount(0);
        assertThat(page.locator("svg.bars")).hasAttribute("aria-label", Pattern.compile("calls?, 0 messages"));
        assertThat(page.locator(".timeline time").first()).hasAttribute("datetime", Pattern.compile(".+Z"));
    }

    @Test
    void aFileIsUploadedAndReportedOn() {
        signIn();
        page.navigate("/connect");

        page.locator("#upload")
                .setInputFiles(new FilePayload(
                        "friends.vcf",
                        "text/vcard",
                        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ulla %s\r\nEND:VCARD\r\n".formatted(town.family))
                                .getBytes(StandardCharsets.UTF_8)));
        button("Import").click();

        assertThat(heading()).containsText("Imported");
        find("Ulla " + town.family);
    }

    @Test
    void searchFollowsWhatIsTyped() {
        town.enter("Zoe");
        signIn();
        page.navigate("/people");

        page.getByLabel("Find somebody").pressSequentially("zoe " + town.family);

        assertThat(page.locator(".people li")).hasCount(1);
        assertThat(page.locator(".people li")).containsText("Zoe");
    }

    private void find(String name) {
        page.navigate("/people?search=" + name.replace(' ', '+'));
        page.locator(".people a").first().click();
        assertThat(page.locator(".personhead")).isVisible();
    }
}
