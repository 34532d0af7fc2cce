package dev.kith.sync.web;

import java.util.List;

/**
 * One person, with all that is known and why.
 *
 * @param archivedAt {@code null} for somebody who is listed
 * @param moreInteractions how many more calls and messages there are than are shown
 */
public record PersonPage(
        PersonSummary person,
        String nickname,
        Moment archivedAt,
        List<ValueLine> values,
        List<SourceLine> sources,
        List<ReviewCard> questions,
        Bars plot,
        List<TimelineLine> timeline,
        long moreInteractions,
        List<HistoryLine> history,
        List<ActivityLine> activity,
        List<MergeLine> merges) {

    /** An entry of an account that leads to the person. */
    public record SourceLine(String name, String how, Moment since, boolean gone) {}

    /** @param undo {@code null} where it is undone */
    public record MergeLine(String name, String by, Moment at, Moment undoneAt, String undo) {}
}
