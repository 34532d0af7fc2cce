package dev.kith.sync.crm;

import java.time.Instant;

/** A value of which a contact has any number, as it is sent and answered. */
public sealed interface ContactValue {

    record Email(String value, String label, boolean primary) implements ContactValue {}

    /** @param e164 {@code null} when the number has no such form; ignored in requests */
    record Phone(String value, String e164, String label, boolean primary) implements ContactValue {}

    /** @param country ISO 3166-1 alpha-2 */
    record Address(
            String street,
            String street2,
            String city,
            String region,
            String postalCode,
            String country,
            String label,
            boolean current)
            implements ContactValue {}

    /** @param year {@code null} when only the day is known */
    record Anniversary(String label, Integer year, int month, int day) implements ContactValue {}

    record Url(String value, String label) implements ContactValue {}

    record Label(String name) implements ContactValue {}

    /** An entry of an account that leads to this contact; never part of a request. */
    record Source(String provider, String accountId, String externalId, Instant lastSeenAt, Instant deletedAt)
            implements ContactValue {}
}
