package dev.kith.sync.provider.vcard;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.Photo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lines of a card made ready for ez-vcard. What it would drop or stumble over is set aside here, together with the line
 * it stands at: broken lines, agents, photos and attachments, surplus parts of structured values.
 */
final class CardContent {

    /** Parts that N and ADR have; programs that do not escape semicolons write more. */
    private static final Map<String, Integer> PARTS = Map.of("N", 5, "ADR", 7);

    private static final Set<String> ATTACHMENTS = Set.of("KEY", "LOGO", "SOUND");

    private static final int MOST_PARCEL_LABELS = 100;

    private final CardReader reader;
    private final Payload payload = new Payload();
    private final List<ContentLine> lines = new ArrayList<>();
    private final List<CardProblem> problems = new ArrayList<>();
    private final List<CustomField> surplus = new ArrayList<>();
    private final List<CustomField> unreadable = new ArrayList<>();
    private final List<CustomField> others = new ArrayList<>();
    private final List<Agent> agents = new ArrayList<>();
    private final List<Photo> photos = new ArrayList<>();
    private String version = "3.0";
    private int parcelLabels;

    CardContent(CardReader reader) {
        this.reader = reader;
    }

    /** As ez-vcard shall read them. */
    List<ContentLine> lines() {
        return lines;
    }

    /** 2.1, 3.0 or 4.0. */
    String version() {
        return version;
    }

    List<CardProblem> problems() {
        return List.copyOf(problems);
    }

    String fingerprint() {
        return payload.fingerprint();
    }

    void take(Card card) {
        if (!card.begun()) {
            problems.add(new CardProblem(card.line(), "card", "The card does not begin with BEGIN:VCARD."));
        }
        if (!card.closed()) {
            problems.add(new CardProblem(
                    card.line(), "card", "The card has no end: it was cut off. What was readable is imported."));
        }
        if (card.shortened()) {
            problems.add(new CardProblem(
                    card.line(), "card", "The card is too big: what stands after its first 2 MB was left out.", true));
        }
        card.lines().forEach(this::take);
        card.agents().forEach(nested -> agents.add(Agent.of(nested, reader)));
    }

    /** Keeps a card that stands in the same place as text. */
    void takeAnother(Card other) {
        problems.add(new CardProblem(
                null, "card", "More than one card stands here: one was read, the others are kept as text."));
        String text = other.lines().stream()
                .map(CardContent::plain)
                .map(ContentLine::text)
                .collect(Collectors.joining("\n"));
        if (CardText.clean(text) != null) {
            others.add(new CustomField("another card", CardText.clean(text)));
        }
    }

    /** A line as text, without bytes. */
    private static ContentLine plain(ContentLine line) {
        if (isBytes(line)) {
            ContentLine bare = line.withoutParameters();
            return bare.with(bare.header(), "");
        }
        return line.quotedPrintable() ? QuotedPrintable.decode(line) : line;
    }

    private void take(ContentLine line) {
        String name = line.name();
        if (line.value() == null || name.isEmpty()) {
            aside(line);
        } else if (line.cut()) {
            problems.add(
                    name.equals("PHOTO")
                            ? CardProblem.photoTooLarge(line)
                            : CardProblem.leftOut(line, "This value is larger than 512 KB; it was left out."));
        } else if (name.equals("BEGIN") || name.equals("END")) {
            problems.add(CardProblem.of(line, "Something else than a card begins or ends here."));
        } else if (name.equals("VERSION")) {
            version(line.value().strip());
        } else {
            readable(name, line.quotedPrintable() ? QuotedPrintable.decode(line) : line);
        }
    }

    private void version(String written) {
        version = written.startsWith("2") ? "2.1" : written.startsWith("4") ? "4.0" : "3.0";
    }

    private void readable(String name, ContentLine line) {
        if (line.repaired()) {
            problems.add(CardProblem.of(line, "Something stood before the name of this property; it was left out."));
        }
        boolean inline = isBytes(line);
        if (name.equals("PHOTO")) {
            payload.add(line, inline);
            photo(CardPhotos.read(line));
        } else if (ATTACHMENTS.contains(name) && inline) {
            payload.add(line, true);
            problems.add(CardProblem.leftOut(line, "Attachments are not imported."));
        } else if (name.equals("AGENT")) {
            agents.addAll(Agent.of(line, reader));
        } else if (oneLabelTooMany(name)) {
            aside(line);
        } else {
            payload.add(line, false);
            surplus(name, line);
            lines.add(line);
        }
    }

    private static boolean isBytes(ContentLine line) {
        return line.value() != null
                && (line.base64() || InlinePhotos.isData(line.value().strip()));
    }

    private void photo(CardPhotos.Read read) {
        if (read.photo() != null) {
            photos.add(read.photo());
        }
        if (read.problem() != null) {
            problems.add(read.problem());
        }
    }

    /** ez-vcard compares each LABEL with each ADR. */
    private boolean oneLabelTooMany(String name) {
        return name.equals("LABEL") && ++parcelLabels > MOST_PARCEL_LABELS;
    }

    private void surplus(String name, ContentLine line) {
        Integer parts = PARTS.get(name);
        if (parts == null) {
            return;
        }
        List<String> written = VObjectPropertyValues.parseSemiStructured(line.value());
        if (written.size() > parts) {
            String rest = CardText.joined(written.subList(parts, written.size()), "; ");
            if (rest != null) {
                surplus.add(new CustomField(name, rest));
            }
        }
    }

    /** Keeps a line that cannot be read. */
    void aside(ContentLine line) {
        problems.add(CardProblem.of(line, "This line is not as the standard wants it; it was kept as text."));
        payload.add(line, false);
        String text = CardText.clean(line.text());
        if (text != null) {
            unreadable.add(new CustomField("unreadable line", text));
        }
    }

    /** The contact with what ez-vcard did not see of it. */
    CanonicalContact addTo(CanonicalContact contact) {
        agents.forEach(agent -> problems.addAll(agent.problems()));
        return contact.toBuilder()
                .photos(photos)
                .relations(Stream.concat(
                                contact.relations().stream(),
                                agents.stream().flatMap(agent -> agent.relation().stream()))
                        .toList())
                .customFields(Stream.of(
                                contact.customFields(),
                                surplus,
                                agents.stream().map(Agent::card).toList())
                        .flatMap(List::stream)
                        .toList())
                .build();
    }

    /** The contact with the lines that nobody could read, and its payload. */
    CanonicalContact keepIn(CanonicalContact contact) {
        agents.forEach(payload::add);
        others.forEach(other -> payload.addAnother(other.value()));
        return contact.toBuilder()
                .customFields(Stream.of(contact.customFields(), unreadable, others)
                        .flatMap(List::stream)
                        .toList())
                .raw(payload.raw(version))
                .build();
    }
}
