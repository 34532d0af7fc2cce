package dev.kith.sync.interaction;

import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A contact made for a number or address that nobody has, until somebody says who it is. */
public record Placeholder(UUID contactId, WatchedHandle origin) {

    public static final String FIRST_NAME = "Unknown";
    public static final String NOTES = "Auto-created from iOS sync - needs review";

    public HandleKey handle() {
        return origin.handle();
    }

    /** The last name, such as {@code (+1-905-555-1234)}. */
    public String label() {
        return "(" + handle().shown() + ")";
    }

    public String name() {
        return FIRST_NAME + " " + label();
    }

    /** A contact without the values that only say that nobody knows who it is. */
    public static LocalContact withoutMadeUpValues(LocalContact contact) {
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        scalars.putAll(contact.scalars());
        if (!FIRST_NAME.equals(scalars.get(ScalarField.FIRST_NAME)) || !NOTES.equals(scalars.get(ScalarField.NOTES))) {
            return contact;
        }
        scalars.keySet()
                .removeAll(Set.of(ScalarField.NAME, ScalarField.FIRST_NAME, ScalarField.LAST_NAME, ScalarField.NOTES));
        return contact.with(scalars, contact.infos(), contact.addresses(), contact.dates(), contact.provenance());
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "Placeholder[" + contactId + "]";
    }
}
