package dev.kith.sync.tool;

import java.nio.charset.Charset;

/**
 * A file of contacts to import.
 *
 * @param declared the encoding its sender names; {@code null} when none is named
 */
public record ImportFile(ImportFormat format, Charset declared, Upload upload) {}
