package dev.kith.sync.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Every metric of Kith's own: its name, what it counts, its labels. Alert rules, dashboards and {@code docs/monitoring.md} name
 * no others. No label ever holds a personal value: an account appears as its UUID.
 */
public enum Metric {
    PROVIDER_REQUESTS(
            Kind.TIMER,
            "kith.provider.requests",
            "Requests to sources; the outcome is ok or a failure's code",
            "provider",
            "operation",
            "outcome"),
    PHOTOS_LEFT_OUT(
            Kind.COUNTER,
            "kith.photos.left.out",
            "Photos of address books that are larger than 256 KB, no pictures, or not to be had",
            "provider"),
    VALUES_LEFT_OUT(
            Kind.COUNTER,
            "kith.values.left.out",
            "Values of address books' cards that are kept nowhere: attachments, and what is too large",
            "provider"),
    SYNC_READS(
            Kind.COUNTER,
            "kith.sync.reads",
            "Ends of reading an account: published, unchanged, held, halted, postponed, lost or a failure's code",
            "provider",
            "mode",
            "outcome"),
    SYNC_DELETIONS(Kind.COUNTER, "kith.sync.deletions", "Deletions at sources: applied or held", "provider", "outcome"),
    SYNC_ACTIVE(Kind.GAUGE, "kith.sync.active", "Accounts that this instance reads now"),
    LOG_BATCHES_DROPPED(
            Kind.COUNTER,
            "kith.log.batches.dropped",
            "Batches that did not count: stale, of an ended run, or of a disconnected account",
            "topic"),
    LOG_DEAD_LETTERS(Kind.COUNTER, "kith.log.dead.letters", "Records that could not be read", "topic", "reason"),
    LOG_LAG(Kind.GAUGE, "kith.log.lag.records", "Records of a topic that are not applied yet", "topic"),
    ACCOUNTS(Kind.GAUGE, "kith.accounts", "Connected accounts by how they fare", "provider", "health"),
    ACCOUNT_LAST_SUCCESS(
            Kind.TIMESTAMP,
            "kith.account.last.success.timestamp",
            "When everything that an account then held was last applied; before that, when it was connected",
            "provider",
            "account"),
    ACCOUNT_CURSOR_EXPIRY(
            Kind.TIMESTAMP,
            "kith.account.cursor.expiry.timestamp",
            "When an account's cursor dies at the source unless a full sync renews it",
            "provider",
            "account"),
    QUARANTINE_OPEN(Kind.GAUGE, "kith.quarantine.open", "Contacts that are set aside", "provider"),
    DEAD_LETTERS_OPEN(Kind.GAUGE, "kith.dead.letters.open", "Dead letters that nobody drove again"),
    REVIEW_OPEN(Kind.GAUGE, "kith.review.open", "Questions that wait for a person", "kind"),
    REVIEW_OLDEST(
            Kind.TIMESTAMP,
            "kith.review.oldest.timestamp",
            "When the question was asked that has waited longest",
            "kind"),
    ERASURE_OLDEST(
            Kind.TIMESTAMP,
            "kith.erasure.oldest.timestamp",
            "When the person was erased of whom the log has told longest since"),
    STATE_READ(
            Kind.TIMESTAMP,
            "kith.state.read.timestamp",
            "When this instance last read the figures above that stand in the database and the log");

    /** How a metric is published. */
    public enum Kind {
        COUNTER,
        TIMER,
        GAUGE,
        /** A gauge of seconds since the epoch. */
        TIMESTAMP
    }

    private final Kind kind;
    private final String id;
    private final String description;
    private final List<String> labels;

    Metric(Kind kind, String id, String description, String... labels) {
        this.kind = kind;
        this.id = id;
        this.description = description;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** The name as Micrometer takes it; Prometheus writes underscores, and the unit or {@code _total} behind it. */
    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    public List<String> labels() {
        return labels;
    }

    /** The counter with these values for the labels, in their order. */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id)
                .description(description)
                .tags(tags(List.of(values)))
                .register(registry);
    }

    /** The timer with these values for the labels, in their order. */
    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id)
                .description(description)
                .tags(tags(List.of(values)))
                .register(registry);
    }

    /** Publishes what a supplier says whenever somebody asks; the supplier is kept. */
    public Gauge gauge(MeterRegistry registry, Supplier<Number> value, List<String> values) {
        return Gauge.builder(id, value)
                .description(description)
                .baseUnit(kind == Kind.TIMESTAMP ? "seconds" : null)
                .tags(tags(values))
                .strongReference(true)
                .register(registry);
    }

    private List<Tag> tags(List<String> values) {
        if (values.size() != labels.size()) {
            throw new IllegalArgumentException(id + " has the labels " + labels + ", not " + values.size() + " values");
        }
        return IntStream.range(0, values.size())
                .mapToObj(at -> Tag.of(labels.get(at), values.get(at)))
                .toList();
    }
}
