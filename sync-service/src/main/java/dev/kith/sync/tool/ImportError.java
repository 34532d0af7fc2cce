package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A card or record that could not be imported, or a value of it.
 *
 * @param row 1-based number of the card or record
 * @param line 1-based line of the file; {@code null} where lines mean nothing
 */
public record ImportError(
        int row, @JsonInclude(JsonInclude.Include.NON_NULL) Integer line, String field, String message) {}
