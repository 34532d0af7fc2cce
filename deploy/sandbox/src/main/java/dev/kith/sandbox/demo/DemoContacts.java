package dev.kith.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.StandInControl;
import java.util.List;

/** Fills accounts of the stand-in with people, the same ones each time. */
public final class DemoContacts {

    private static final int SHARED = 20;
    private static final long PERSONAL_SEED = 11;
    private static final long WORK_SEED = 23;
    private static final long SHARED_SEED = 5;
    private static final int FAMILIES = 12;
    private static final int OTHERS = 40;

    private DemoContacts() {}

    /** A private address book: friends, family, and all the odd cases. */
    public static void personal(StandInControl google, String account) {
        google.putGroup(account, "d1", "Choir");
        google.putGroup(account, "d2", "Neighbours");
        fill(google, account, PERSONAL_SEED, 1_000, 260, List.of("d1", "d2"));
        shared(google, account);
        int number = 0x7000;
        for (ObjectNode odd : OddPeople.all()) {
            google.putContact(account, Integer.toHexString(number++), odd);
        }
        Households households = new Households(PERSONAL_SEED);
        for (int i = 0; i < FAMILIES; i++) {
            for (ObjectNode member : households.family(4_500 + 10 * i)) {
                google.putContact(account, Integer.toHexString(number++), member);
            }
        }
        PersonGenerator generator = new PersonGenerator(PERSONAL_SEED + 1);
        for (int i = 0; i < OTHERS; i++) {
            google.putOtherContact(
                    account,
                    Integer.toHexString(0x9000 + i),
                    generator.person(4_000 + i).retain("names", "emailAddresses"));
        }
    }

    /** A colleague's view: some of the same people, many others. */
    public static void work(StandInControl google, String account) {
        google.putGroup(account, "d1", "Suppliers");
        fill(google, account, WORK_SEED, 2_000, 180, List.of("d1"));
        shared(google, account);
    }

    /** So many ordinary people, with source ids that count from 1. */
    public static void many(StandInControl google, String account, int number) {
        fill(google, account, PERSONAL_SEED, 0, number, List.of());
    }

    private static void shared(StandInControl google, String account) {
        fill(google, account, SHARED_SEED, 3_000, SHARED, List.of());
    }

    private static void fill(
            StandInControl google, String account, long seed, int firstNumber, int count, List<String> groups) {
        PersonGenerator generator = new PersonGenerator(seed);
        for (int i = 1; i <= count; i++) {
            ObjectNode person = generator.person(firstNumber + i);
            if (!groups.isEmpty() && i % 3 == 0) {
                PersonGenerator.addMembership(person, groups.get(i % groups.size()));
            }
            google.putContact(account, Integer.toHexString(0x10000 + firstNumber + i), person);
        }
    }
}
