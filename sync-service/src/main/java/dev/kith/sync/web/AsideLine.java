package dev.kith.sync.web;

import dev.kith.sync.review.DeadLetter;
import dev.kith.sync.review.QuarantinedContact;
import java.time.Instant;

/** Something that could not be applied, and why. */
public record AsideLine(String id, String where, String reason, String message, String attempts, Moment at) {

    static AsideLine of(QuarantinedContact contact, Instant now) {
        return new AsideLine(
                contact.id().toString(),
                Words.source(contact.provider(), contact.accountId()),
                Words.capital(contact.reason()),
                contact.message(),
                Words.count(contact.attempts(), "attempt", "attempts"),
                Moment.of(contact.createdAt(), now));
    }

    static AsideLine of(DeadLetter letter, Instant now) {
        return new AsideLine(
                letter.id().toString(),
                letter.topic() + ", partition " + letter.partition() + ", record " + letter.offset(),
                Words.capital(letter.reason()),
                letter.message(),
                null,
                Moment.of(letter.createdAt(), now));
    }
}
