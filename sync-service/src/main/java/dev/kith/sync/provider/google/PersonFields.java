package dev.kith.sync.provider.google;

/** The field masks of the People API: every field that is mapped, and no other. */
final class PersonFields {

    static final String CONTACTS =
            "names,nicknames,emailAddresses,phoneNumbers,addresses,organizations,birthdays,events,"
                    + "biographies,urls,imClients,sipAddresses,relations,userDefined,photos,memberships,metadata,"
                    + "externalIds,calendarUrls,genders,interests,locales,locations,miscKeywords,occupations,skills";

    /** Other contacts have no more, as long as profiles are left out. */
    static final String OTHER = "names,emailAddresses,phoneNumbers,photos,metadata";

    private PersonFields() {}
}
