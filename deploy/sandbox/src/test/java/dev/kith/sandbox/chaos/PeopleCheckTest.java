package dev.kith.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.chaos.PeopleCheck.Held;
import dev.kith.sandbox.chaos.Truth.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleCheckTest {

    private final CardDavStandIn dav = CardDavStandIn.start();
    private final Truth truth = new Truth();
    private final AddressBooks books = new AddressBooks(null, dav, truth);

    @BeforeEach
    void addsSomebody() {
        dav.open("book", "password");
        books.create(Accounts.CARDDAV, "book", 1);
    }

    @AfterEach
    void closes() {
        dav.close();
    }

    @Test
    void findsNothingWhereEveryChangeIsOneActivityAtMost() {
        assertThat(PeopleCheck.compare(person(), held(false, 0, 0, 0))).isEmpty();

        books.change(person(), "another");
        books.change(person(), "one more");

        assertThat(PeopleCheck.compare(person(), held(false, 1, 1, 0))).isEmpty();
    }

    @Test
    void doesNotTakeTheArrivalForAChange() {
        assertThat(PeopleCheck.compare(person(), held(false, 1, 0, 0)))
                .singleElement()
                .asString()
                .startsWith("1 updates and 0 conflicts for 0 changes");
    }

    @Test
    void doesNotTakeTheEndForAChange() {
        books.change(person(), "another");
        books.delete(person());

        assertThat(PeopleCheck.compare(person(), held(true, 1, 0, 1))).isEmpty();
        assertThat(PeopleCheck.compare(person(), held(true, 1, 1, 1)))
                .singleElement()
                .asString()
                .startsWith("1 updates and 1 conflicts for 1 changes");
    }

    private Person person() {
        return truth.people().get(0);
    }

    private Held held(boolean deleted, int updated, int conflicts, int deletions) {
        return new Held(person().family(), deleted, false, 1, updated, conflicts, deletions);
    }
}
