package dev.kith.sync.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Somebody at a browser, with people of their own at the Google stand-in. */
abstract class InBrowser {

    static final String NO_BROWSER = "no Chromium on this machine; ./kith test installs one on Debian";

    private static final int WIDE = 1280;
    private static final int HIGH = 900;

    static Chromium chromium;

    @TestHTTPResource("/")
    URL url;

    final Town town = new Town();
    Page page;

    static boolean isChromiumThere() {
        return Chromium.executable().isPresent();
    }

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void moveIn() {
        town.open();
        page = window(WIDE, ColorScheme.LIGHT);
    }

    @AfterEach
    void moveOut() {
        page.context().close();
        town.leave();
    }

    Page window(int width, ColorScheme scheme) {
        return chromium.window(width, HIGH, scheme, url.toString());
    }

    void signIn() {
        page.navigate(Town.signInPath());
        page.waitForURL(url.toString());
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    Locator notice() {
        return page.getByRole(AriaRole.STATUS).first();
    }
}
