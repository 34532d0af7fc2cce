package dev.kith.sync.crm;

import java.util.List;

/**
 * What a contact holds that people can edit.
 *
 * @param name what to call it; made from the rest when nobody said
 * @param email the primary address
 * @param phone the primary number
 */
public record ContactBody(
        String firstName,
        String middleName,
        String lastName,
        String nickname,
        String name,
        String organization,
        String department,
        String title,
        String email,
        String phone,
        String photoUrl,
        String notes,
        List<ContactValue.Email> emails,
        List<ContactValue.Phone> phones,
        List<ContactValue.Address> addresses,
        List<ContactValue.Anniversary> dates,
        List<ContactValue.Url> urls,
        List<ContactValue.Label> labels) {

    @Override
    public String toString() {
        return "ContactBody[redacted]";
    }
}
