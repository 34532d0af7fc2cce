package dev.kith.sync.log.rewrite;

import java.util.Set;

/**
 * Who was erased, among those that some records speak of.
 *
 * @param marks of people who were erased
 * @param linked names, as marks, that lead to a contact that is there: whoever goes by one is somebody else
 * @param held marks of numbers and addresses that somebody else holds by now
 */
record Erased(Set<String> marks, Set<String> linked, Set<String> held) {

    boolean any(Set<String> some) {
        return some.stream().anyMatch(marks::contains);
    }

    boolean contact(Set<String> names, Set<String> itsMarks) {
        return any(itsMarks) && names.stream().noneMatch(linked::contains);
    }

    boolean handle(String mark) {
        return marks.contains(mark) && !held.contains(mark);
    }
}
