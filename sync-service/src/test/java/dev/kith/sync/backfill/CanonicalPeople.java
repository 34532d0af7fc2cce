package dev.kith.sync.backfill;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import java.util.List;
import java.util.stream.Stream;

/** People as sources tell of them. */
final class CanonicalPeople {

    static final String ANN = "ann@example.com";

    private CanonicalPeople() {}

    static CanonicalContactBuilder person(String externalId, String first, String last) {
        return CanonicalContact.builder(externalId)
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last);
    }

    static CanonicalContactBuilder ann(String externalId) {
        return person(externalId, "Ann", "Alpha");
    }

    static CanonicalContact ann(String externalId, String company) {
        return ann(externalId)
                .emails(List.of(email(ANN)))
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .build();
    }

    static CanonicalContact annWith(String externalId, String... addresses) {
        return ann(externalId)
                .emails(Stream.of(addresses).map(CanonicalPeople::email).toList())
                .build();
    }

    /** Somebody of whom only Ann's address is known. */
    static CanonicalContact nameless(String externalId) {
        return CanonicalContact.builder(externalId).emails(List.of(email(ANN))).build();
    }

    static Email onlyEmail(String address) {
        return new Email(address, "home", true, address);
    }

    /** Ann's own is the primary one. */
    static Email email(String address) {
        return new Email(address, "home", address.equals(ANN), address);
    }
}
