package dev.kith.sync.backfill.field;

/** What becomes of one field of a contact when one of its sources speaks. */
public sealed interface FieldDecision {

    /** Nothing changes: neither the value nor who owns it. */
    record Unchanged() implements FieldDecision {}

    /** The value changes and the state with it. */
    record Apply(String value, FieldState state) implements FieldDecision {}

    /** The value stays; ownership or base is brought up to date, or given up where {@code state} is {@code null}. */
    record Restate(FieldState state) implements FieldDecision {}

    /** A local edit stays although the source moved. {@code base} is {@code null} where no source ever owned it. */
    record Conflict(String base, String local, String source) implements FieldDecision {}

    /** A local edit stays and the source did not move: no conflict, but to be looked at again. */
    record KeptLocal() implements FieldDecision {}
}
