package dev.kith.sync.web;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What shuts people out of a page. */
final class Axe {

    private static final List<String> SERIOUS = List.of("serious", "critical");

    private Axe() {}

    static List<String> violations(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // Otherwise a second window puts together what each frame says, and our pages have no frames.
        AxeBuilder axe = new AxeBuilder(page).options(options).setLegacyMode(true);
        List<Rule> found = axe.analyze().getViolations();
        return found.stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .toList();
    }
}
