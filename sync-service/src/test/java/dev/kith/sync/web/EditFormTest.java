package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactValue;
import dev.kith.sync.crm.ContactView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditFormTest {

    private static final Instant THEN = Instant.parse("2026-03-15T12:00:00.123456Z");
    private static final ContactView ADA = ada();

    @Test
    void changesNothingWhenItComesBackAsItWas() {
        ContactEdit edit = EditForm.of(ADA).edit(ADA);

        assertThat(edit.present()).isEmpty();
        assertThat(edit.expected()).isEqualTo(THEN);
    }

    @Test
    void takesLineEndsOfBrowsersForNoChange() {
        assertThat(sent("Likes maths.\r\nAnd poetry.", "ada@example.com")
                        .edit(ADA)
                        .present())
                .isEmpty();
    }

    @Test
    void changesOnlyWhatDiffers() {
        ContactEdit edit =
                sent("Likes maths.\nAnd poetry.", "countess@example.com").edit(ADA);

        assertThat(edit.present()).containsExactly("emails");
        assertThat(edit.values().emails())
                .containsExactly(new ContactValue.Email("countess@example.com", "home", true));
    }

    @Test
    void removesAValueWhoseLineWasEmptied() {
        ContactEdit edit = sent("Likes maths.\nAnd poetry.", "  ").edit(ADA);

        assertThat(edit.present()).containsExactly("emails");
        assertThat(edit.values().emails()).isEmpty();
    }

    private static EditForm sent(String notes, String email) {
        EditForm filled = EditForm.of(ADA);
        return new EditForm(
                filled.updatedAt(),
                filled.name(),
                filled.firstName(),
                "",
                filled.lastName(),
                "",
                "",
                "",
                "",
                notes,
                EditForm.rows(List.of(email, ""), List.of("home", "")),
                filled.phones(),
                filled.labels());
    }

    private static ContactView ada() {
        var body = new ContactBody(
                "Ada",
                null,
                "Lovelace",
                null,
                "Ada Lovelace",
                null,
                null,
                null,
                "ada@example.com",
                null,
                null,
                "Likes maths.\nAnd poetry.",
                List.of(new ContactValue.Email("ada@example.com", "home", true)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ContactValue.Label("Friends")));
        return new ContactView(UUID.randomUUID(), body, List.of(), null, THEN, THEN, null);
    }
}
