package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A value of which a contact may hold many: a row of its own in the CRM. */
public sealed interface CrmItem permits InfoItem, AddressItem, DateItem {

    /** What makes two items of a contact the same item, whoever wrote them. */
    @JsonIgnore
    String key();

    /** {@code email}, {@code phone}, {@code website}, {@code other}, {@code address} or {@code date}. */
    @JsonIgnore
    String kind();

    String label();

    /** As people read it, without its label. */
    @JsonIgnore
    String text();

    /** A value with its label, if it has one, as changes are told. */
    static String labelled(String text, String label) {
        return label == null ? text : text + " (" + label + ")";
    }
}
