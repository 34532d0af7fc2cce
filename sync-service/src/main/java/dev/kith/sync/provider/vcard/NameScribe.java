package dev.kith.sync.provider.vcard;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import ezvcard.VCardDataType;
import ezvcard.VCardVersion;
import ezvcard.io.ParseContext;
import ezvcard.io.scribe.StructuredNameScribe;
import ezvcard.parameter.VCardParameters;
import ezvcard.property.StructuredName;
import java.util.List;

/**
 * Reads names with all values of each part. ez-vcard keeps the first of several family or given names, which version 4 of
 * vCard allows and programs of version 3 write where they do not escape a comma.
 */
final class NameScribe extends StructuredNameScribe {

    @Override
    protected StructuredName _parseText(
            String value, VCardDataType dataType, VCardParameters parameters, ParseContext context) {
        StructuredName name = super._parseText(value, dataType, parameters, context);
        if (context.getVersion() != VCardVersion.V2_1) {
            List<List<String>> parts = VObjectPropertyValues.parseStructured(value);
            name.setFamily(part(parts, 0));
            name.setGiven(part(parts, 1));
        }
        return name;
    }

    private static String part(List<List<String>> parts, int index) {
        return index < parts.size() ? CardText.joined(parts.get(index), " ") : null;
    }
}
