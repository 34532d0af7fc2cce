package dev.kith.sync.provider.vcard;

import dev.kith.model.Url;
import ezvcard.property.RawProperty;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the properties of a card that ez-vcard hands out as they are written. */
final class RawProperties {

    private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);

    private final CardLabels labels;
    private final Gathered gathered = new Gathered();

    private RawProperties(CardLabels labels) {
        this.labels = labels;
    }

    static Gathered gather(List<RawProperty> properties, CardLabels labels) {
        RawProperties reading = new RawProperties(labels);
        properties.forEach(reading::take);
        return reading.gathered;
    }

    private void take(RawProperty raw) {
        String name = raw.getPropertyName().toUpperCase(Locale.ROOT);
        String value = CardText.unescaped(raw.getValue());
        if (value == null) {
            return;
        }
        String day = CardVocabulary.day(name);
        String service = CardVocabulary.service(name);
        String relation = CardVocabulary.relation(name);
        if (day != null) {
            gathered.day(day, value, noYear(raw));
        } else if (service != null) {
            gathered.account(value, service);
        } else if (relation != null) {
            gathered.relation(value, relation);
        } else {
            take(name, raw, value);
        }
    }

    private void take(String name, RawProperty raw, String value) {
        switch (name) {
            case "UID" -> gathered.uid = gathered.uid == null ? value : gathered.uid;
            case "X-ABSHOWAS" -> gathered.company |= value.equalsIgnoreCase("COMPANY");
            case "X-ABDATE" -> gathered.day(labels.of(raw), value, noYear(raw));
            case "RELATED", "X-ABRELATEDNAMES" -> gathered.relation(value, labels.of(raw));
            case "IMPP" -> messenger(raw, value);
            case "X-SOCIALPROFILE" -> socialProfile(raw, value);
            case "X-MS-TEL" -> gathered.phones.add(new Gathered.LabelledNumber(value, labels.of(raw)));
            case "X-ANDROID-CUSTOM" -> AndroidCustom.take(raw.getValue(), gathered);
            default -> other(name, raw, value);
        }
    }

    /** The year that stands for none; not every program takes Apple's. */
    private static String noYear(RawProperty raw) {
        return raw.getParameters().first("X-APPLE-OMIT-YEAR");
    }

    /** Apple's own parameter, then the scheme, then the type name the service. */
    private void messenger(RawProperty raw, String value) {
        Matcher uri = URI.matcher(value);
        String scheme = uri.matches() ? uri.group(1).toLowerCase(Locale.ROOT) : null;
        boolean address = "http".equals(scheme) || "https".equals(scheme);
        String handle = scheme == null || address ? value : CardText.clean(uri.group(2));
        String named = raw.getParameters().first("X-SERVICE-TYPE");
        String service = named != null || address || "x-apple".equals(scheme) ? named : scheme;
        if (handle != null) {
            gathered.account(decoded(handle), service == null ? labels.of(raw) : service.toLowerCase(Locale.ROOT));
        }
    }

    /** Handles in URIs are percent-encoded. */
    private static String decoded(String handle) {
        try {
            return handle.indexOf('%') < 0
                    ? handle
                    : URLDecoder.decode(handle.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return handle;
        }
    }

    private void socialProfile(RawProperty raw, String value) {
        String user = CardText.clean(raw.getParameters().first("X-USER"));
        String service = labels.of(raw);
        if (user == null || !value.toLowerCase(Locale.ROOT).startsWith("http")) {
            gathered.account(value.replaceFirst("(?i)^x-apple:", ""), service);
        } else {
            gathered.urls.add(new Url(value, service));
        }
        if (user != null) {
            gathered.account(user, service);
        }
    }

    private void other(String name, RawProperty raw, String value) {
        if (!CardVocabulary.ofTheCard(name)) {
            String label = labels.of(raw);
            gathered.custom(label == null ? name : name + " (" + label + ")", value);
        }
    }
}
