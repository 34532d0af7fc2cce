package dev.kith.sync.api.mcp;

import dev.kith.sync.api.Envelope;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ContactOperations;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolGuardrails;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finding people, and why their values are what they are. */
@ApplicationScoped
class ContactTools {

    private final ContactOperations contacts;
    private final ToolAnswers answers;

    ContactTools(ContactOperations contacts, ToolAnswers answers) {
        this.contacts = contacts;
        this.answers = answers;
    }

    @Tool(
            name = "contacts_search",
            description = "Finds contacts, each with all its values. meta tells how many there are in all.",
            annotations =
                    @Tool.Annotations(
                            title = "Search contacts",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> search(
            @ToolArg(
                            description =
                                    "words that must each match a name, an organisation, an e-mail address or a phone"
                                            + " number in any notation; left out: everybody",
                            required = false)
                    String search,
            @ToolArg(description = "only contacts with all of these labels", required = false) List<String> label,
            @ToolArg(
                            description =
                                    "name_asc, name_desc, created_desc, last_contacted_asc or last_contacted_desc",
                            required = false)
                    String sort,
            @ToolArg(description = "which page, from 1", required = false) Integer page,
            @ToolArg(description = "contacts a page: 1 to 100, 25 if left out", required = false) Integer limit) {
        return answers.answer(
                Role.VIEW,
                () -> contacts.search(
                                search,
                                label == null ? List.of() : label,
                                sort,
                                Numbers.text(page),
                                Numbers.text(limit))
                        .map(found -> Envelope.of(found.contacts(), found.meta())));
    }

    @Tool(
            name = "contacts_explain",
            description =
                    "Where every field and value of a contact came from: source, account, base value, the rule that"
                            + " decided, and its history.",
            annotations =
                    @Tool.Annotations(
                            title = "Explain a contact",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false))
    @ToolGuardrails(input = WellTypedArguments.class)
    Uni<ToolResponse> explain(@ToolArg(name = "contact_id", description = Descriptions.CONTACT_ID) String contactId) {
        return answers.answer(Role.VIEW, () -> contacts.explain(contactId));
    }
}
