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
    List<String> addressStreet;

    @RestForm
    List<String> addressStreet2;

    @RestForm
    List<String> addressCity;

    @RestForm
    List<String> addressRegion;

    @RestForm
    List<String> addressPostalCode;

    @RestForm
    List<String> addressCountry;

    @RestForm
    List<String> addressLabel;

    @RestForm
    List<String> addressCurrent;

    @RestForm
    List<String> dateLabel;

    @RestForm
    List<String> dateYear;

    @RestForm
    List<String> dateMonth;

    @RestForm
    List<String> dateDay;

    @RestForm
    List<String> urlValue;

    @RestForm
    List<String> urlLabel;

    @RestForm
    String labels;

    @RestForm
    String photo;

    @RestForm
    String removePhoto;

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
                ValueRow.of(emailValue, emailLabel),
                ValueRow.of(phoneValue, phoneLabel),
                AddressRow.of(this),
                DateRow.of(this),
                ValueRow.of(urlValue, urlLabel),
                labels,
                photo != null,
                removePhoto != null);
    }
}
