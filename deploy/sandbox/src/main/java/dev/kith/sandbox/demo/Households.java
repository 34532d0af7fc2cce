package dev.kith.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Families: one address and one landline for all of them, e-mail addresses and mobile phones for the grown-ups. */
final class Households {

    private static final int ANNIVERSARY_FIRST_YEAR = 1995;

    private final Random random;

    Households(long seed) {
        this.random = new Random(seed);
    }

    /** The members of one family, the couple first. */
    List<ObjectNode> family(int number) {
        String last = Names.pick(random).last();
        Names.Town town = Names.town(random);
        String street = (1 + random.nextInt(90)) + " " + town.street();
        ObjectNode one = grownUp(number, last);
        ObjectNode other = grownUp(number + 1, last);
        marry(one, other);
        List<ObjectNode> members = new ArrayList<>(List.of(one, other));
        int children = random.nextInt(3);
        for (int i = 0; i < children; i++) {
            members.add(child(last, one));
        }
        members.forEach(member -> {
            PersonGenerator.addPhone(member, number, "home");
            PersonGenerator.addAddress(member, street, town);
            PersonGenerator.addMembership(member, "family");
            PersonGenerator.addMembership(member, "myContacts");
        });
        return members;
    }

    private ObjectNode grownUp(int number, String last) {
        Names.Name name = new Names.Name(Names.pick(random).first(), last);
        ObjectNode person = PersonGenerator.named(name.first(), last);
        PersonGenerator.addEmail(person, PersonGenerator.mailbox(name, number) + "@example.com", "home");
        PersonGenerator.addPhone(person, number + PersonGenerator.SECOND_LINES, "mobile");
        return person;
    }

    private ObjectNode child(String last, ObjectNode parent) {
        ObjectNode child = PersonGenerator.named(Names.pick(random).first(), last);
        child.putArray("birthdays")
                .addObject()
                .putObject("date")
                .put("year", 2010 + random.nextInt(14))
                .put("month", 1 + random.nextInt(12))
                .put("day", 1 + random.nextInt(28));
        addRelation(child, parent, "parent");
        return child;
    }

    private void marry(ObjectNode one, ObjectNode other) {
        addRelation(one, other, "spouse");
        addRelation(other, one, "spouse");
        int year = ANNIVERSARY_FIRST_YEAR + random.nextInt(28);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        for (ObjectNode person : List.of(one, other)) {
            person.putArray("events")
                    .addObject()
                    .put("type", "anniversary")
                    .putObject("date")
                    .put("year", year)
                    .put("month", month)
                    .put("day", day);
        }
    }

    private static void addRelation(ObjectNode person, ObjectNode to, String type) {
        person.withArray("relations")
                .addObject()
                .put("person", to.at("/names/0/displayName").asText())
                .put("type", type);
    }
}
