package dev.kith.sync.tool;

/** What kind of file is imported. */
public enum ImportFormat {
    VCARD,
    CSV,
    JSON
}
