package dev.kith.sync.web;

import dev.kith.sync.run.HeldPeople;
import dev.kith.sync.tool.ImportReport;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The pages' templates; a build fails when one asks for what it is not given. */
@CheckedTemplate
final class Templates {

    private Templates() {}

    static native TemplateInstance signin(Page page, String next, String message, boolean provider, boolean signedIn);

    static native TemplateInstance problem(Page page, String message, List<String> details, String back);

    static native TemplateInstance overview(Page page, Overview overview);

    static native TemplateInstance accounts(Page page, List<AccountCard> accounts);

    static native TemplateInstance review(
            Page page, List<ReviewCard> cards, List<ReviewKind> kinds, String kind, MoreQuestions more);

    static native TemplateInstance people(Page page, PeopleList people);

    static native TemplateInstance results(PeopleList people);

    static native TemplateInstance person(Page page, PersonPage person);

    static native TemplateInstance edit(Page page, String id, String name, EditForm values, List<String> problems);

    static native TemplateInstance merge(Page page, PersonSummary person, PeopleList people);

    static native TemplateInstance erase(Page page, ErasureForm erasure);

    static native TemplateInstance activity(
            Page page, List<ActivityLine> lines, boolean cut, List<Filter> filters, String type);

    static native TemplateInstance runs(
            Page page,
            RunList runs,
            List<AsideLine> aside,
            List<AsideLine> unreadable,
            List<ReplayLine> replays,
            List<SourceChoice> sources);

    static native TemplateInstance replay(Page page, ReplayPage replay);

    static native TemplateInstance replayreport(Page page, ReplayPage replay);

    static native TemplateInstance runlist(Page page, RunList runs);

    static native TemplateInstance run(Page page, RunLine run, List<RunFigure> figures, HeldPeople.Found concerned);

    static native TemplateInstance connect(Page page, List<AccountCard> accounts, ConnectForm entered);

    static native TemplateInstance probe(Page page, String source, boolean ok, String message);

    static native TemplateInstance imported(Page page, ImportReport report);

    static native TemplateInstance settings(Page page, List<KeyLine> keys, String newKey, List<AuditLine> audit);
}
