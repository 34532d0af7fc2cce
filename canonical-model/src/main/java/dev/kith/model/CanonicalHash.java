package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a contact changed: a hash of what it says, whatever its version tag, its payload, its names at the source
 * or the order of its values.
 */
public final class CanonicalHash {

    /** What the contact says, and nothing of where it says so. */
    @JsonIgnoreProperties({"externalId", "etag", "aliases", "raw"})
    private abstract static class Content {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .addMixIn(CanonicalContact.class, Content.class)
            .build();

    private CanonicalHash() {}

    /** SHA-256 in hexadecimal. */
    public static String of(CanonicalContact contact) {
        // The first organisation is the one shown: there the order says something.
        CanonicalContact content = contact.toBuilder()
                .emails(sorted(contact.emails()))
                .phones(sorted(contact.phones()))
                .addresses(sorted(contact.addresses()))
                .birthdays(sorted(contact.birthdays()))
                .anniversaries(sorted(contact.anniversaries()))
                .events(sorted(contact.events()))
                .urls(sorted(contact.urls()))
                .usernames(sorted(contact.usernames()))
                .photos(sorted(contact.photos().stream()
                        .filter(photo -> !photo.generated())
                        .toList()))
                .relations(sorted(contact.relations()))
                .customFields(sorted(contact.customFields()))
                .groupMemberships(sorted(contact.groupMemberships()))
                .build();
        return Sha256.hex(text(content).getBytes(StandardCharsets.UTF_8));
    }

    private static <T> List<T> sorted(List<T> values) {
        return values.size() < 2
                ? values
                : values.stream()
                        .map(value -> Map.entry(text(value), value))
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contact cannot be written as JSON", e);
        }
    }
}
