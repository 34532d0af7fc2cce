package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a source tells that the CRM has no column for. It lives under keys of its own in {@code contacts.details}; other
 * keys there belong to other programs.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContactDetails(
        String namePrefix, String nameSuffix, List<Relation> relations, List<CustomField> customFields) {

    /** The keys of {@code contacts.details} that are ours. */
    public static final Set<String> KEYS = Set.of("namePrefix", "nameSuffix", "relations", "customFields");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ContactDetails NONE = new ContactDetails(null, null, List.of(), List.of());

    /** Canonical JSON of a contact's details; {@code null} when it has none. */
    static String of(CanonicalContact contact) {
        ContactDetails details = new ContactDetails(
                contact.namePrefix(), contact.nameSuffix(), contact.relations(), contact.customFields());
        return details.equals(NONE) ? null : canonical(JSON.valueToTree(details));
    }

    /** Our part of a {@code contacts.details} value, in the same form; {@code null} when it holds none. */
    public static String of(String detailsColumn) {
        if (detailsColumn == null) {
            return null;
        }
        try {
            return JSON.readTree(detailsColumn) instanceof ObjectNode details ? canonical(details.retain(KEYS)) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The same again as it was told; empty for what is none of ours. */
    public static Optional<ContactDetails> read(String canonical) {
        try {
            return Optional.ofNullable(JSON.readValue(canonical, ContactDetails.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String canonical(JsonNode details) {
        if (details.isEmpty()) {
            return null;
        }
        try {
            // Field order of jsonb differs from the record's: through the record both become one.
            return JSON.writeValueAsString(JSON.treeToValue(details, ContactDetails.class));
        } catch (JsonProcessingException e) {
            return details.toString();
        }
    }
}
