package dev.kith.sync.web;

import dev.kith.sync.crm.ContactView;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A question, laid out for whoever answers it.
 *
 * @param evidence why it is asked
 * @param sides the people it is about, side by side
 * @param values the values it is about; none for a question about people
 * @param choices the answers it takes
 * @param link where it is answered instead; {@code null} when here
 */
public record ReviewCard(
        String id,
        String kind,
        String title,
        String question,
        String source,
        Moment askedAt,
        List<String> evidence,
        List<Side> sides,
        List<Value> values,
        List<Choice> choices,
        String link) {

    /** One of the people. */
    public record Side(String heading, PersonSummary person) {}

    /** One of the values. */
    public record Value(String heading, String text) {}

    /** @param key what to press for it */
    public record Choice(String decision, String targetId, String text, String key, boolean suggested) {}

    static ReviewCard of(ReviewItem item, Map<UUID, ContactView> people, Instant now) {
        List<PersonSummary> candidates = item.candidates().stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .map(contact -> PersonSummary.of(contact, now))
                .toList();
        ContactView subject = item.contactId() == null ? null : people.get(item.contactId());
        String source = item.provider() == null ? null : Words.source(item.provider(), item.accountId());
        return new ReviewCard(
                item.id().toString(),
                item.kind(),
                Words.kind(item.kind()),
                question(item, subject),
                source,
                Moment.of(item.createdAt(), now),
                evidence(item),
                sides(subject == null ? null : PersonSummary.of(subject, now), candidates, source),
                values(item, source),
                choices(item, candidates),
                item.kind().equals("held_run") && item.evidence().get("runId") != null
                        ? "/runs/" + item.evidence().get("runId")
                        : null);
    }

    static List<UUID> people(ReviewItem item) {
        return Stream.concat(Stream.ofNullable(item.contactId()), item.candidates().stream())
                .toList();
    }

    private static String question(ReviewItem item, ContactView subject) {
        String name = subject == null ? text(item, "name") : subject.values().name();
        return switch (item.kind()) {
            case "ambiguous_match" ->
                item.evidence().containsKey("handle")
                        ? "Whose is " + text(item, "value") + "?"
                        : name == null ? "Which of these people is it?" : "Is " + name + " one of the people you have?";
            case "possible_duplicate" -> "Are these the same person?";
            case "field_conflict" -> "Which " + Words.field(text(item, "field")) + " is right for " + name + "?";
            case "archival_candidate" -> "Its source no longer has " + name + ". Archive the contact here too?";
            case "placeholder" -> text(item, "value") == null ? "Who is this?" : "Who is " + text(item, "value") + "?";
            default -> "A sync wants to change a lot at once and waits for you.";
        };
    }

    private static List<String> evidence(ReviewItem item) {
        List<String> sentences = new ArrayList<>();
        if (text(item, "matched") != null) {
            sentences.add("They share " + Words.rung(text(item, "rung")) + ": " + text(item, "matched") + ".");
        } else if (text(item, "value") != null && !item.kind().equals("placeholder")) {
            sentences.add("The number or address in question is " + text(item, "value") + ".");
        }
        if (text(item, "reason") != null) {
            sentences.add(sentence(text(item, "reason")));
        }
        return sentences;
    }

    private static String sentence(String reason) {
        String capital = reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    private static List<Side> sides(PersonSummary subject, List<PersonSummary> candidates, String source) {
        List<Side> sides = new ArrayList<>();
        if (subject != null) {
            sides.add(new Side(
                    candidates.isEmpty() ? "In Kith" : source == null ? "This one" : "From " + source, subject));
        }
        for (PersonSummary candidate : candidates) {
            int number = sides.size() + (subject == null ? 1 : 0);
            sides.add(new Side(candidates.size() == 1 ? "And this one" : "Number " + number, candidate));
        }
        return sides;
    }

    private static List<Value> values(ReviewItem item, String source) {
        return item.kind().equals("field_conflict")
                ? List.of(
                        new Value("Here", value(item, "local")),
                        new Value(source + " says", value(item, "source")),
                        new Value("It was", value(item, "base")))
                : List.of();
    }

    private static String value(ReviewItem item, String side) {
        String value = text(item, side);
        return value != null && DetailLines.FIELD.equals(text(item, "field")) ? DetailLines.text(value) : value;
    }

    private static List<Choice> choices(ReviewItem item, List<PersonSummary> candidates) {
        Set<ReviewDecision> answers = ReviewDecision.answersTo(item.kind());
        List<Choice> choices = new ArrayList<>();
        for (ReviewDecision decision : ReviewDecision.values()) {
            if (answers.contains(decision)) {
                choices.addAll(choices(item, decision, candidates));
            }
        }
        return choices;
    }

    private static List<Choice> choices(ReviewItem item, ReviewDecision decision, List<PersonSummary> candidates) {
        return switch (decision) {
            case MERGE -> merges(candidates, item.kind().equals("possible_duplicate"));
            case SEPARATE ->
                List.of(choice(decision, item.contactId() == null ? "Make a new contact" : "Different people", "s"));
            case KEEP_LOCAL -> List.of(choice(decision, "Keep what is here", "l"));
            case TAKE_SOURCE -> List.of(choice(decision, "Take the source’s value", "t"));
            case ARCHIVE -> List.of(choice(decision, "Archive", "a"));
            case DISMISS -> List.of(choice(decision, "Leave as it is", "x"));
        };
    }

    private static Choice choice(ReviewDecision decision, String text, String key) {
        return new Choice(decision.wire(), null, text, key, false);
    }

    private static List<Choice> merges(List<PersonSummary> candidates, boolean suggested) {
        if (candidates.size() == 1) {
            return List.of(
                    new Choice(ReviewDecision.MERGE.wire(), candidates.get(0).id(), "Same person", "m", suggested));
        }
        List<Choice> choices = new ArrayList<>();
        for (PersonSummary candidate : candidates) {
            int number = choices.size() + 1;
            choices.add(new Choice(
                    ReviewDecision.MERGE.wire(),
                    candidate.id(),
                    "It is " + candidate.name() + (candidate.about() == null ? "" : " (" + candidate.about() + ")"),
                    number > 9 ? "" : String.valueOf(number),
                    false));
        }
        return choices;
    }

    private static String text(ReviewItem item, String name) {
        Object value = item.evidence().get(name);
        return value == null ? null : value.toString();
    }
}
