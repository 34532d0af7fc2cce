package dev.kith.sandbox.chaos;

import dev.kith.sandbox.chaos.Accounts.Account;
import dev.kith.sandbox.chaos.Truth.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** People who edit their address books all the time, and their contacts in the CRM. */
final class Load {

    private static final int PEOPLE = 40;
    private static final int MAC_PEOPLE = 30;

    private final Accounts accounts;
    private final AddressBooks books;
    private final Truth truth;
    private final Agents agents;
    private final Humans humans;
    private final Random random;
    private final List<Account> open = new ArrayList<>();
    private int next;

    Load(Accounts accounts, AddressBooks books, Truth truth, Agents agents, Humans humans, Random random) {
        this.accounts = accounts;
        this.books = books;
        this.truth = truth;
        this.agents = agents;
        this.humans = humans;
        this.random = random;
    }

    /** Opens so many accounts with people in them, and connects them. */
    void open(int google, int dav) {
        for (int i = 1; i <= google; i++) {
            accounts.openGoogle("chaos" + i);
            fill(new Account(Accounts.GOOGLE, "chaos" + i));
            accounts.connectGoogle("chaos" + i);
        }
        for (int i = 1; i <= dav; i++) {
            accounts.openDav("book" + i);
            fill(new Account(Accounts.CARDDAV, "book" + i));
            accounts.connectDav("book" + i);
        }
    }

    private void fill(Account account) {
        open.add(account);
        for (int i = 0; i < PEOPLE; i++) {
            books.create(account.provider(), account.id(), next++);
        }
    }

    /** One thing that somebody does. */
    void step() {
        int choice = random.nextInt(25);
        if (choice < 6) {
            somebody().ifPresent(person -> books.change(person, "Title " + next++));
        } else if (choice == 6) {
            somebody().ifPresent(person -> books.move(person, next++));
        } else if (choice < 9) {
            Account account = open.get(random.nextInt(open.size()));
            books.create(account.provider(), account.id(), next++);
        } else if (choice == 9) {
            somebody().filter(person -> random.nextInt(3) == 0).ifPresent(books::delete);
        } else if (choice < 12) {
            somebody().ifPresent(books::touch);
        } else if (choice < 15) {
            somebody().ifPresent(person -> humans.nickname(person, "Nick" + next++));
        } else if (choice == 15) {
            somebody().ifPresent(person -> humans.title(person, "Written over " + next++));
        } else if (choice == 16) {
            somebody().ifPresent(person -> humans.titleBySql(person, "Queried over " + next++));
        } else if (choice < 19) {
            humans.make(Truth.FAMILY + "made" + AddressBooks.word(next++));
        } else if (choice < 22) {
            agents.contact(random.nextInt(MAC_PEOPLE), next++, random.nextInt(4) == 0);
        } else if (choice < 24) {
            agents.messages(next++, 1 + random.nextInt(4), random.nextInt(4) == 0);
        } else {
            agents.poison(next++);
        }
    }

    private Optional<Person> somebody() {
        List<Person> there = truth.people().stream()
                .filter(person -> !person.deleted() && !person.link().provider().equals(Agents.PROVIDER))
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(random.nextInt(there.size())));
    }
}
