package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalGroup;
import java.util.Locale;
import java.util.Set;

/** Groups that a contact names, and that have no id but their name. */
public final class NamedGroups {

    /** In these Google and Android put everybody, or whom somebody called often: they are no labels. */
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("mycontacts", "my contacts", "starred", "starred in android");

    /** What is longer is text, and no name. */
    private static final int LONGEST = 100;

    private NamedGroups() {}

    /** Whether a text can be a group's name. */
    static boolean isName(String text) {
        return text.length() <= LONGEST;
    }

    public static CanonicalGroup of(String name) {
        return of(
                name,
                OF_THE_SYSTEM.contains(name.toLowerCase(Locale.ROOT))
                        ? CanonicalGroup.Kind.SYSTEM
                        : CanonicalGroup.Kind.USER);
    }

    public static CanonicalGroup of(String name, CanonicalGroup.Kind kind) {
        return new CanonicalGroup(name, null, name, kind, false);
    }
}
