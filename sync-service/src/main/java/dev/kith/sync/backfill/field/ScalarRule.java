package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The three-way rule for fields that hold one value: base (what the owner last applied), current (what the CRM holds)
 * and what the source says now.
 */
public final class ScalarRule {

    /**
     * What one source says about one field.
     *
     * @param previous what it said before; {@code null} when it said nothing or is new
     * @param first whether this counts as the first word of its source about the field
     */
    public record Statement(LinkKey link, String previous, String now, boolean first) {

        public boolean moved() {
            return !first && !Objects.equals(previous, now);
        }
    }

    /** A value another live source of the contact holds, to be inherited. */
    public record Heir(LinkKey link, String value) {}

    private ScalarRule() {}

    /**
     * @param current what the CRM holds
     * @param state who owns the field; {@code null} where nobody does
     * @param ownerAlive whether the owner's link still stands
     * @param heir the longest-linked other source that holds a value
     */
    public static FieldDecision decide(
            String current,
            FieldState state,
            boolean ownerAlive,
            Statement statement,
            Optional<Heir> heir,
            Instant now) {
        if (state == null) {
            return unowned(current, statement, now);
        }
        boolean untouched = Objects.equals(current, state.base());
        if (state.owner().equals(statement.link())) {
            return untouched
                    ? ownerSpeaks(current, state, statement, heir, now)
                    : locallyEdited(current, state, statement, now);
        }
        if (statement.now() == null) {
            return new FieldDecision.Unchanged();
        }
        if (ownerAlive) {
            // An owner that holds nothing leaves the field to whoever does.
            return untouched && current == null
                    ? new FieldDecision.Apply(statement.now(), stateOf(statement, now, FieldRule.FILLED))
                    : new FieldDecision.Unchanged();
        }
        return inherit(current, untouched, statement, now);
    }

    private static FieldDecision unowned(String current, Statement statement, Instant now) {
        String source = statement.now();
        if (current == null) {
            return source == null || (!statement.first() && !statement.moved())
                    ? new FieldDecision.Unchanged()
                    : new FieldDecision.Apply(source, stateOf(statement, now, FieldRule.FILLED));
        }
        if (source == null || source.equals(current)) {
            return new FieldDecision.Unchanged();
        }
        return statement.moved() ? new FieldDecision.Conflict(null, current, source) : new FieldDecision.KeptLocal();
    }

    /** A local edit outlives the owner: the heir takes over the base only. */
    private static FieldDecision inherit(String current, boolean untouched, Statement statement, Instant now) {
        FieldState inherited = stateOf(statement, now, FieldRule.INHERITED);
        return untouched && !statement.now().equals(current)
                ? new FieldDecision.Apply(statement.now(), inherited)
                : new FieldDecision.Restate(inherited);
    }

    private static FieldDecision ownerSpeaks(
            String current, FieldState state, Statement statement, Optional<Heir> heir, Instant now) {
        String source = statement.now();
        if (Objects.equals(source, state.base())) {
            return new FieldDecision.Unchanged();
        }
        if (source != null) {
            return new FieldDecision.Apply(source, stateOf(statement, now, FieldRule.SOURCE_UPDATE));
        }
        return heir.map(next -> inheritedBy(next, current, now))
                .orElseGet(() -> new FieldDecision.Apply(null, stateOf(statement, now, FieldRule.SOURCE_UPDATE)));
    }

    private static FieldDecision inheritedBy(Heir heir, String current, Instant now) {
        FieldState inherited = new FieldState(heir.link(), heir.value(), now, FieldRule.INHERITED);
        return heir.value().equals(current)
                ? new FieldDecision.Restate(inherited)
                : new FieldDecision.Apply(heir.value(), inherited);
    }

    private static FieldDecision locallyEdited(String current, FieldState state, Statement statement, Instant now) {
        String source = statement.now();
        if (Objects.equals(source, current)) {
            return new FieldDecision.Restate(stateOf(statement, now, FieldRule.FOLLOWED_AGAIN));
        }
        if (Objects.equals(source, state.base()) || !statement.moved()) {
            return new FieldDecision.KeptLocal();
        }
        return new FieldDecision.Conflict(state.base(), current, source);
    }

    private static FieldState stateOf(Statement statement, Instant now, FieldRule rule) {
        return new FieldState(statement.link(), statement.now(), now, rule);
    }
}
