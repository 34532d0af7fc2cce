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

    @Test
    void replacesAddressesDaysAndWebsitesByWhatWasSent() {
        SentEdit sent = new SentEdit();
        sent.updatedAt = THEN.toString();
        sent.addressStreet = List.of("1 Square", "");
        sent.addressCity = List.of("London", "");
        sent.addressCountry = List.of("GB", "");
        sent.addressLabel = List.of("Home", "");
        sent.addressCurrent = List.of("true", "true");
        sent.dateLabel = List.of("birthday", "anniversary", "party");
        sent.dateYear = List.of("1815", "", "");
        sent.dateMonth = List.of("12", "July", "");
        sent.dateDay = List.of("10", "8", "");
        sent.urlValue = List.of("https://ada.example", " ");
        sent.urlLabel = List.of("", "blog");

        ContactEdit edit = sent.form().edit(ADA);

        assertThat(edit.present()).contains("addresses", "dates", "urls").doesNotContain("photoUrl");
        assertThat(edit.values().addresses())
                .containsExactly(new ContactValue.Address("1 Square", null, "London", null, null, "GB", "Home", true));
        assertThat(edit.values().dates())
                .as("a month that is none is no day, and is refused as such")
                .containsExactly(
                        new ContactValue.Anniversary("birthday", 1815, 12, 10),
                        new ContactValue.Anniversary("anniversary", null, 0, 8));
        assertThat(edit.values().urls()).containsExactly(new ContactValue.Url("https://ada.example", null));
    }

    @Test
    void removesThePhotoOnlyWhenAsked() {
        SentEdit sent = new SentEdit();
        sent.updatedAt = THEN.toString();
        sent.removePhoto = "true";

        ContactEdit edit = sent.form().edit(ADA);

        assertThat(edit.present()).contains("photoUrl");
        assertThat(edit.values().photoUrl()).isNull();
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
                ValueRow.of(List.of(email, ""), List.of("home", "")),
                filled.phones(),
                filled.addresses(),
                filled.dates(),
                filled.urls(),
                filled.labels(),
                false,
                false);
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
                List.of(new ContactValue.Address("2 Lane", null, "Bath", null, null, "GB", "Home", false)),
                List.of(new ContactValue.Anniversary("birthday", null, 12, 10)),
                List.of(new ContactValue.Url("https://engine.example", "work")),
                List.of(new ContactValue.Label("Friends")));
        return new ContactView(UUID.randomUUID(), body, List.of(), null, THEN, THEN, null);
    }
}
