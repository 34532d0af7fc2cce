package dev.kith.sync.crm;

import java.util.function.Function;

/** A value that a contact has at most one of, and its column. */
enum ContactField {
    NAME("name", "name", ContactBody::name),
    FIRST_NAME("firstName", "first_name", ContactBody::firstName),
    MIDDLE_NAME("middleName", "middle_name", ContactBody::middleName),
    LAST_NAME("lastName", "last_name", ContactBody::lastName),
    NICKNAME("nickname", "nickname", ContactBody::nickname),
    ORGANIZATION("organization", "company", ContactBody::organization),
    DEPARTMENT("department", "department", ContactBody::department),
    TITLE("title", "job_title", ContactBody::title),
    PHOTO_URL("photoUrl", "avatar_url", ContactBody::photoUrl),
    NOTES("notes", "notes", ContactBody::notes);

    private final String wire;
    private final String column;
    private final Function<ContactBody, String> value;

    ContactField(String wire, String column, Function<ContactBody, String> value) {
        this.wire = wire;
        this.column = column;
        this.value = value;
    }

    String wire() {
        return wire;
    }

    String column() {
        return column;
    }

    /** The value as it is kept: without surrounding space, and absent rather than empty. */
    String of(ContactBody body) {
        String text = value.apply(body);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
