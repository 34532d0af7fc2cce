package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A place somebody works at or belongs to.
 *
 * @param name the company
 * @param title the job title
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Organization(String name, String department, String title, boolean current) {

    public Organization {
        name = Components.optional(name);
        department = Components.optional(department);
        title = Components.optional(title);
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "Organization[current=" + current + "]";
    }
}
