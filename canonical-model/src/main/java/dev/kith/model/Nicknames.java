package dev.kith.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Common short forms of given names. Short on purpose: a missing one costs a question, a wrong one a mix-up. */
final class Nicknames {

    private static final List<Set<String>> SAME = List.of(
            of("alexander alex sasha sandy"),
            of("alexandra alex sandra sasha"),
            of("andrew andy drew"),
            of("anthony tony"),
            of("barbara barb babs"),
            of("benjamin ben"),
            of("catherine katherine kathryn kate katie cathy kathy"),
            of("charles charlie chuck"),
            of("christina christine chris tina"),
            of("christopher chris"),
            of("daniel dan danny"),
            of("david dave"),
            of("deborah debra deb debbie"),
            of("edward ed eddie ted"),
            of("elizabeth liz beth betty lisa"),
            of("frederick fred freddie"),
            of("gregory greg"),
            of("james jim jimmy jamie"),
            of("jennifer jen jenny"),
            of("johannes hans"),
            of("john jack johnny"),
            of("jonathan jon"),
            of("joseph joe joey"),
            of("joshua josh"),
            of("margaret maggie meg peggy"),
            of("matthew matt"),
            of("michael mike mick"),
            of("nicholas nick"),
            of("patricia pat trish"),
            of("patrick pat"),
            of("peter pete"),
            of("rebecca becky"),
            of("richard rick dick rich"),
            of("robert bob bobby rob"),
            of("ronald ron"),
            of("samantha sam"),
            of("samuel sam"),
            of("stephen steven steve"),
            of("susan sue"),
            of("theodore ted theo"),
            of("thomas tom tommy"),
            of("timothy tim"),
            of("victoria vicky"),
            of("william will bill billy"));

    private Nicknames() {}

    private static Set<String> of(String names) {
        return new HashSet<>(Arrays.asList(names.split(" ")));
    }

    static boolean same(String one, String other) {
        return SAME.stream().anyMatch(names -> names.contains(one) && names.contains(other));
    }
}
