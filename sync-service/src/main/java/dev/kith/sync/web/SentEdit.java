package dev.kith.sync.web;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** The edit form as it comes back. */
public class SentEdit {

    @RestForm
    String updatedAt;

    @RestForm
    String name;

    @RestForm
    String firstName;

    @RestForm
    String middleName;

    @RestForm
    String lastName;

    @RestForm
    String nickname;

    @RestForm
    String organization;

    @RestForm
    String department;

    @RestForm
    String title;

    @RestForm
    String notes;

    @RestForm
    List<String> emailValue;

    @RestForm
    List<String> emailLabel;

    @RestForm
    List<String> phoneValue;

    @RestForm
    List<String> phoneLabel;

    @RestForm
    String labels;

    EditForm form() {
        return new EditForm(
                updatedAt == null ? "" : updatedAt,
                name,
                firstName,
                middleName,
                lastName,
                nickname,
                organization,
                department,
                title,
                notes,
                EditForm.rows(emailValue, emailLabel),
                EditForm.rows(phoneValue, phoneLabel),
                labels);
    }
}
