package dev.kith.sync.provider.vcard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.sync.provider.RawMapper;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps cards of the log again. The log keeps no bytes of photos: those of the logged contact stay. */
public record CardRawMapper(String provider) implements RawMapper {

    @Override
    public Optional<CanonicalContact> again(CanonicalContact logged, String region) {
        JsonNode card = logged.raw().path("vcard");
        JsonNode version = logged.raw().path("version");
        if (!card.isTextual() || !version.isTextual()) {
            return Optional.empty();
        }
        String lines = card.asText().lines().filter(line -> !emptied(line)).collect(Collectors.joining("\n"));
        ReadCard read = new CardReader(region)
                .read("BEGIN:VCARD\nVERSION:" + version.asText() + "\n" + lines + "\nEND:VCARD\n");
        return read instanceof ReadCard.Person person ? Optional.of(kept(person, logged)) : Optional.empty();
    }

    /** Whether bytes stood here: a reader would look for them in the lines that follow. */
    private static boolean emptied(String line) {
        ContentLine written = ContentLine.of(0, line, false);
        return written.base64() && written.value().isEmpty();
    }

    private static CanonicalContact kept(ReadCard.Person person, CanonicalContact logged) {
        CanonicalContactBuilder contact = person.as(logged.externalId()).toBuilder()
                .etag(logged.etag())
                .aliases(logged.aliases())
                .raw(logged.raw());
        boolean bytes = logged.photos().stream().anyMatch(photo -> photo.data() != null);
        return bytes ? contact.photos(logged.photos()).build() : contact.build();
    }
}
