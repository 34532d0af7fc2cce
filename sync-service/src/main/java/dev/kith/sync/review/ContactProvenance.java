package dev.kith.sync.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.sync.backfill.LinkKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where every value of a contact came from, and why it is there. */
public record ContactProvenance(UUID contactId, List<Link> sources, List<Field> fields, List<Value> values) {

    /** A source's entry. */
    public record Source(String provider, String accountId, String externalId) {

        static Source of(LinkKey link) {
            return new Source(link.provider(), link.accountId(), link.externalId());
        }
    }

    /**
     * A link to a source.
     *
     * @param rung of the identity ladder that made it
     * @param evidence what spoke for it, as JSON
     */
    public record Link(Source source, String rung, Object evidence, Instant firstSeenAt, boolean deleted) {}

    /** What another source says about a field. */
    public record Observed(Source source, String value) {}

    /** One change of a field. */
    public record Change(Object from, Object to, String by, String rule, Instant at) {}

    /**
     * A field that holds one value.
     *
     * @param source its owner; {@code null} when it is a human's
     * @param base what the owner last applied
     * @param rule that decided, {@code local} for a human's value and {@code local_edit} for one a human changed
     * @param why the same as a sentence
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Field(
            String field,
            String value,
            Source source,
            String base,
            Instant observedAt,
            String rule,
            String why,
            List<Observed> observed,
            List<Change> history) {}

    /**
     * A value of which there may be many.
     *
     * @param kind {@code email}, {@code phone}, {@code website}, {@code other}, {@code address}, {@code date} or
     *     {@code label}
     * @param value {@code null} for one a human removed that its source still holds
     * @param sources those that hold it, the one that answers for it first; none for a human's
     * @param observedAt when it came or last changed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Value(
            String kind,
            String value,
            String label,
            List<Source> sources,
            String base,
            String rule,
            Instant observedAt,
            List<Change> history) {

        Value told(Instant newObservedAt, List<Change> newHistory) {
            return new Value(kind, value, label, sources, base, rule, newObservedAt, newHistory);
        }
    }
}
