package dev.kith.sync.web;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Takes the pictures of the documentation, of a sandbox that runs. No test: it runs when it is named, see docs/dashboard.md. */
@EnabledIfEnvironmentVariable(named = "KITH_URL", matches = ".+")
class Screenshots {

    private static final Path FOLDER = Path.of("..", "docs", "screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;

    private final String url = System.getenv("KITH_URL");

    @Test
    void take() {
        Map<String, String> pages = pages();
        try (Chromium chromium = Chromium.start()) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = signedIn(chromium, WIDE, scheme);
                pages.forEach((name, path) -> take(page, name, path, scheme));
            }
            Page phone = signedIn(chromium, PHONE, ColorScheme.LIGHT);
            take(phone, "overview-phone", "/", ColorScheme.LIGHT);
            take(phone, "person-phone", pages.get("person"), ColorScheme.LIGHT);
        }
    }

    private Page signedIn(Chromium chromium, int width, ColorScheme scheme) {
        Page page = chromium.window(width, 900, scheme, url);
        if (width == WIDE) {
            take(page, "sign-in", "/sign-in", scheme);
        }
        page.navigate(api().post("/api/sign-in-links").path("data.path"));
        page.waitForURL(url + "/");
        return page;
    }

    private static void take(Page page, String name, String path, ColorScheme scheme) {
        page.navigate(path);
        page.locator("h1").first().waitFor();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }

    /** The person of whom most is known. */
    private Map<String, String> pages() {
        JsonPath contacts =
                api().get("/api/contacts?sort=last_contacted_desc&limit=1").jsonPath();
        JsonPath runs = api().get("/api/sync/runs?limit=1").jsonPath();
        String person = "/people/" + contacts.getString("data[0].id");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("review", "/review");
        pages.put("people", "/people");
        pages.put("person", person);
        pages.put("edit", person + "/edit");
        pages.put("merge", person + "/merge");
        pages.put("activity", "/activity");
        pages.put("runs", "/runs");
        pages.put("run", "/runs/" + runs.getString("data[0].runId"));
        pages.put("replay", replay());
        pages.put("connect", "/connect");
        pages.put("settings", "/settings");
        return pages;
    }

    private String replay() {
        String id = api().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/replay")
                .path("data.replayId");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !"RUNNING".equals(api().get("/api/replays/" + id).path("data.state")));
        return "/runs/replays/" + id;
    }

    private RequestSpecification api() {
        return RestAssured.given().baseUri(url).header("Authorization", "Bearer " + System.getenv("KITH_API_KEY"));
    }
}
