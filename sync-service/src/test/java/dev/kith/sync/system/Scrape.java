package dev.kith.sync.system;

import dev.kith.sandbox.system.KithInstance;
import java.net.http.HttpRequest.BodyPublishers;

/** What an instance publishes of itself. */
final class Scrape {

    private Scrape() {}

    /** The sum of a metric over all its labels; 0 where there is none yet. */
    static double sum(KithInstance instance, String metric) {
        return new Client(instance.address().resolve("/"), KithInstance.API_KEY)
                .send("GET", "q/metrics", null, BodyPublishers.noBody())
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
