package dev.kith.sandbox.chaos;

import java.util.HashSet;
import java.util.Set;

/** What humans wrote into one field of somebody. */
final class Edits {

    private final Set<String> unanswered = new HashSet<>();
    private String answered;

    /** An edit that was confirmed: nothing older may stand there from now on. */
    synchronized void answered(String value) {
        answered = value;
    }

    /** One without an answer: it may have been made, may be made yet by an instance that sleeps, or not. */
    synchronized void unanswered(String value) {
        unanswered.add(value);
    }

    /** @param otherwise what stands there if no edit was made */
    synchronized boolean allow(String value, String otherwise) {
        return value.equals(answered == null ? otherwise : answered) || unanswered.contains(value);
    }
}
