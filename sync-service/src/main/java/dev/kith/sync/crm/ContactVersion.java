package dev.kith.sync.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tells one state of a contact from another by all that people can edit: when a source was last heard of counts for nothing.
 */
public final class ContactVersion {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BYTES = 16;

    private ContactVersion() {}

    public static String of(ContactView contact) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(JSON.writeValueAsBytes(contact.values()));
            digest.update(String.valueOf(contact.archivedAt()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a contact has no version", e);
        }
    }

    /**
     * Fails with {@link ContactChangedException} unless the contact is one of the states named.
     *
     * @param versions as an {@code If-Match} header has them; {@code null} when the sender does not care
     */
    static void require(ContactView contact, String versions) {
        if (versions == null || versions.strip().equals("*")) {
            return;
        }
        String expected = "\"" + of(contact) + "\"";
        if (Arrays.stream(versions.split(",")).map(String::strip).noneMatch(expected::equals)) {
            throw new ContactChangedException();
        }
    }
}
