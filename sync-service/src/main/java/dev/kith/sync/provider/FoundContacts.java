package dev.kith.sync.provider;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import java.util.List;

/** Single contacts of one stream as they are now, with the groups that came along. */
public record FoundContacts(String stream, List<CanonicalContact> contacts, List<CanonicalGroup> groups) {}
