package dev.kith.sync.provider;

import dev.kith.model.CanonicalContact;
import java.util.Optional;

/** Maps what a source itself once said, as the log keeps it, by the rules of today. */
public interface RawMapper {

    /** Whose payloads it reads. */
    String provider();

    /**
     * @param logged a contact with its raw payload, as an earlier version may have mapped it
     * @param region ISO 3166-1 alpha-2 region by which national phone numbers are read
     * @return empty when the payload is not of a kind that can be mapped again: the contact then stands as it is
     */
    Optional<CanonicalContact> again(CanonicalContact logged, String region);
}
