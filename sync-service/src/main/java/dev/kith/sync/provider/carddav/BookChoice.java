package dev.kith.sync.provider.carddav;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.provider.SourceAccount;
import java.util.List;
import java.util.function.Predicate;

/** Which of an owner's address books are read: the chosen ones, else all but those the server made by itself. */
record BookChoice(List<String> names) {

    /** The account setting that holds the chosen names as a JSON array. */
    static final String SETTING = "books";

    private static final ObjectMapper JSON = new ObjectMapper();

    static BookChoice of(SourceAccount account) {
        String chosen = account.settings().get(SETTING);
        try {
            return new BookChoice(chosen == null ? List.of() : JSON.readValue(chosen, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the books setting is no list of names", e);
        }
    }

    Predicate<Book> wanted() {
        return names.isEmpty()
                ? book -> !book.madeByTheServer()
                : book -> names.stream().anyMatch(book::calledSo);
    }

    /** Whether every chosen name means one of the books. */
    boolean allAmong(List<Book> books) {
        return names.stream().allMatch(name -> books.stream().anyMatch(book -> book.calledSo(name)));
    }
}
