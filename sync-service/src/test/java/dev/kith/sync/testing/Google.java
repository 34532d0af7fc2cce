package dev.kith.sync.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.google.StandInOptions;
import java.util.Locale;
import java.util.Set;

/** The test JVM's Google. */
public final class Google {

    public static final String CLIENT_ID = "client.apps.example";
    public static final String CLIENT_SECRET = "client-secret";

    private static GoogleStandIn standIn;

    private Google() {}

    public static synchronized GoogleStandIn standIn() {
        if (standIn == null) {
            standIn = GoogleStandIn.start(StandInOptions.temporary());
            // Tests sync one account more often than a person does; those of the quota set their own.
            standIn.control().switches().readsPerMinute = 1_000_000;
            standIn.control().switches().groupReadsPerMinute = 1_000_000;
        }
        return standIn;
    }

    public static StandInControl control() {
        return standIn().control();
    }

    /** Opens an account that granted everything; its refresh token is {@code refresh-<id>}. */
    public static void account(String id) {
        control()
                .createAccount(
                        id,
                        id + "@example.com",
                        "refresh-" + id,
                        Set.of(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE));
    }

    /** A person with a name and an e-mail address. */
    public static ObjectNode person(String first, String last) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("names")
                .addObject()
                .put("displayName", first + " " + last)
                .put("givenName", first)
                .put("familyName", last);
        person.putArray("emailAddresses")
                .addObject()
                .put("value", (first + "." + last + "@example.com").toLowerCase(Locale.ROOT))
                .put("type", "home");
        return person;
    }
}
