package dev.kith.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleSchema;
import dev.kith.sandbox.mac.CallsDatabase;
import dev.kith.sandbox.mac.ContactsDatabase;
import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.mac.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A Mac whose user knows some of the people of the demo's Google account, and who talks to them and to others. */
public final class DemoMac {

    private static final String ICLOUD = "5E0C9A71-4B7D-4E1B-9C55-0D1F3A2B4C6D";
    private static final long SEED = 11;
    private static final int FIRST_NUMBER = 1_000;
    private static final int PEOPLE = 60;
    private static final int MESSAGES = 900;
    private static final int CALLS = 120;
    private static final int DAYS = 120;

    /** In the exchange 555 of an area code of its own: nobody in the demo has them. */
    private static final List<String> STRANGERS =
            List.of("+18675550142", "+18675550143", "+18675550144", "262966", "stranger@example.net");

    private final MacHome home;
    private final Instant now;
    private final Random random = new Random(SEED);
    private final List<String> handles = new ArrayList<>(STRANGERS);

    private DemoMac(MacHome home, Instant now) {
        this.home = home;
        this.now = now;
    }

    /** Writes the databases below a folder, unless they are there. */
    public static void write(Path folder, Instant now) {
        DemoMac mac = new DemoMac(new MacHome(folder), now);
        if (!Files.exists(mac.home.callsFile())) {
            mac.writeContacts();
            mac.writeMessages();
            mac.writeCalls();
        }
    }

    private void writeContacts() {
        ContactsDatabase icloud = home.accountContacts(ICLOUD);
        PersonGenerator people = new PersonGenerator(SEED);
        icloud.database().together(() -> {
            long family = icloud.group("FA000000-0000-4000-8000-000000000001:ABGroup", "Family");
            for (int i = 1; i <= PEOPLE; i++) {
                long person = writePerson(icloud, i, people.person(FIRST_NUMBER + i));
                if (i % 12 == 0) {
                    icloud.member(person, family);
                }
            }
        });
        icloud.leave(Leave.WAL_AND_SHM);
        ContactsDatabase own = home.rootContacts();
        own.phone(
                own.person(id(9_999), Row.of("ZORGANIZATION", "Corner Bakery").and("ZDISPLAYFLAGS", 1)),
                "_$!<Main>!$_",
                "(867) 555-0199");
        own.leave(Leave.WAL_AND_SHM);
    }

    private long writePerson(ContactsDatabase store, int number, ObjectNode described) {
        JsonNode name = described.at("/names/0");
        JsonNode organization = described.at("/organizations/0");
        long person = store.person(
                id(number),
                Row.of("ZFIRSTNAME", name.path("givenName").textValue())
                        .and("ZLASTNAME", name.path("familyName").textValue())
                        .and("ZORGANIZATION", organization.path("name").textValue())
                        .and("ZJOBTITLE", organization.path("title").textValue()));
        described.path("phoneNumbers").forEach(phone -> {
            store.phone(person, "_$!<Mobile>!$_", phone.path("value").asText());
            String handle = phone.path("canonicalForm").asText();
            // A family may share a landline.
            if (!handles.contains(handle)) {
                handles.add(handle);
            }
        });
        described
                .path("emailAddresses")
                .forEach(email ->
                        store.email(person, "_$!<Home>!$_", email.path("value").asText()));
        return person;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "AB000000-0000-4000-8000-%012d:ABPerson", number);
    }

    private void writeMessages() {
        MessagesDatabase messages = home.messages(AppleSchema.CHAT_VENTURA);
        messages.database().together(() -> {
            long[] ids = handles.stream().mapToLong(messages::handle).toArray();
            long[] chats = new long[ids.length];
            for (int i = 0; i < ids.length; i++) {
                chats[i] = messages.single(handles.get(i), ids[i]);
            }
            int last = ids.length - 1;
            long choir = messages.group("chat100", ids[last], ids[last - 1], ids[last - 2]);
            for (int i = 0; i < MESSAGES; i++) {
                int who = (int) Math.abs(random.nextGaussian() * 15) % ids.length;
                String guid = String.format(Locale.ROOT, "DEMO0000-0000-4000-8000-%012d", i);
                if (random.nextInt(12) == 0) {
                    messages.sent(guid, moment(), choir);
                } else if (random.nextBoolean()) {
                    messages.sent(guid, moment(), chats[who]);
                } else {
                    messages.received(guid, moment(), ids[who], chats[who]);
                }
            }
        });
        messages.leave(Leave.WAL_AND_SHM);
    }

    private void writeCalls() {
        CallsDatabase calls = home.calls(AppleSchema.CALLS_MACOS_27);
        calls.database().together(() -> {
            int[] kinds = {1, 1, 1, 8, 16};
            for (int i = 0; i < CALLS; i++) {
                boolean outgoing = random.nextBoolean();
                boolean connected = random.nextInt(4) > 0;
                calls.call(
                        String.format(Locale.ROOT, "CA110000-0000-4000-8000-%012d", i),
                        moment(),
                        handles.get((int) Math.abs(random.nextGaussian() * 15) % handles.size()),
                        CallsDatabase.kind(
                                kinds[random.nextInt(kinds.length)],
                                outgoing,
                                connected && !outgoing,
                                connected ? 5 + random.nextInt(1_800) : 0));
            }
        });
        calls.leave(Leave.WAL_AND_SHM);
    }

    private Instant moment() {
        return now.minus(Duration.ofMinutes(1 + random.nextInt(DAYS * 24 * 60)));
    }
}
