package dev.kith.sync.web;

import java.util.List;

/**
 * What every page shows around its content.
 *
 * @param section {@code null} for a page outside of the navigation
 * @param user who is signed in; {@code null} for nobody
 * @param formToken what every form must send along
 * @param waiting how many questions wait for a person
 * @param notice what just happened; {@code null} for nothing
 */
public record Page(
        String title,
        Section section,
        String user,
        String role,
        boolean operator,
        boolean admin,
        String formToken,
        long waiting,
        Notice notice) {

    /** @param undo where to send what undoes it; {@code null} where nothing does */
    public record Notice(String text, String undo) {}

    static Page forStrangers(String title) {
        return new Page(title, null, null, null, false, false, "", 0, null);
    }

    Page with(Notice said) {
        return new Page(title, section, user, role, operator, admin, formToken, waiting, said);
    }

    public List<Section> sections() {
        return user == null ? List.of() : Section.openTo(admin);
    }
}
