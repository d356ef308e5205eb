package io.github.stepcache.fingerprint;

/** What can happen to the inputs or outputs of a step behind the back of its index, as a script of the shell. */
enum IndexedEdit {
    SAME_SIZE_AND_RESTORED_TIMES(false, "touch -r in/a.csv ref; printf X > in/a.csv; touch -r ref in/a.csv"),
    SAME_SIZE_AND_RESTORED_TIMES_OF_A_LITERAL(false, "touch -r lit ref; printf X > lit; touch -r ref lit"),
    SAME_SIZE_AND_RESTORED_TIMES_OF_A_GLOBBED_FILE(
            false, "touch -r glob/x/g.csv ref; printf X > glob/x/g.csv; touch -r ref glob/x/g.csv"),
    TOUCHED(true, "touch in/a.csv in/sub/c.csv lit glob/x/g.csv"),
    TOUCHED_DIRECTORIES(true, "touch in in/sub in/empty glob"),
    COPIED_OVER_WITH_TIMES(false, "cp -p side/older in/a.csv"),
    REPLACED_AS_RSYNC_DOES(
            false, "printf X > in/.a.csv.tmp; touch -r in/a.csv in/.a.csv.tmp; mv in/.a.csv.tmp in/a.csv"),
    RENAMED_OVER_BY_AN_OLDER_FILE(false, "mv side/older in/a.csv"),
    LITERAL_RENAMED_OVER_BY_AN_OLDER_FILE(false, "mv side/older lit"),
    LINKED_HARD_ELSEWHERE(true, "ln in/a.csv side/another"),
    WRITTEN_THROUGH_A_HARD_LINK(false, "touch -r in/sub/c.csv ref; printf X > side/twin; touch -r ref side/twin"),
    REPLACED_BY_A_HARD_LINK(false, "ln -f side/older in/a.csv"),
    REPLACED_BY_A_HARD_LINK_TO_ITSELF(true, "ln in/a.csv side/same; rm in/a.csv; ln side/same in/a.csv"),
    EXCHANGED_FOR_ITS_NEIGHBOUR(false, "mv in/a.csv t; mv in/b.csv in/a.csv; mv t in/b.csv"),
    DIRECTORY_EXCHANGED(false, "mv in/sub side/sub1; mv side/sub in/sub"),
    DIRECTORY_EXCHANGED_AND_BACK(true, "mv in/sub t; mv side/sub in/sub; mv in/sub side/sub; mv t in/sub"),
    DIRECTORY_REPLACED_BY_A_COPY(true, "cp -a in copy; mv in side/in; mv copy in"),
    DIRECTORY_REPLACED_BY_A_LINK(false, "mv in/sub t; ln -s ../side/sub in/sub"),
    DIRECTORY_REPLACED_BY_A_LINK_TO_ITSELF(true, "mv in/sub t; ln -s ../t in/sub"),
    FILE_REPLACED_BY_A_LINK(false, "rm in/a.csv; ln -s ../side/older in/a.csv"),
    FILE_REPLACED_BY_A_LINK_TO_THE_SAME(true, "mv in/a.csv t; ln -s ../t in/a.csv"),
    FILE_REPLACED_BY_A_DANGLING_LINK(false, "rm in/a.csv; ln -s nothing in/a.csv"),
    FILE_REPLACED_BY_A_DIRECTORY(false, "rm in/a.csv; mkdir in/a.csv"),
    FILE_REPLACED_BY_A_PIPE(false, "rm in/a.csv; mkfifo in/a.csv"),
    LITERAL_REPLACED_BY_A_PIPE(false, "rm lit; mkfifo lit"),
    ADDED(false, "printf n > in/new.csv"),
    ADDED_WHERE_NOTHING_WAS(false, "printf n > in/empty/new.csv"),
    ADDED_TO_A_GLOB_WHERE_NOTHING_MATCHED(false, "printf n > glob/none/new.csv"),
    ADDED_TO_A_GLOB_IN_A_NEW_DIRECTORY(false, "mkdir glob/new; printf n > glob/new/new.csv"),
    MOVED_IN_WITH_ITS_DIRECTORY(false, "mv side/sub in/empty/sub"),
    ADDED_WITH_RESTORED_TIMES(false, "touch -r in ref; printf n > in/new.csv; touch -r ref in in/new.csv"),
    ADDED_BUT_NOT_MATCHED(true, "printf n > glob/none/new.txt; printf n > in/.hidden"),
    REMOVED(false, "rm in/b.csv"),
    RENAMED(false, "mv in/b.csv in/c.csv"),
    RENAMED_AND_BACK(true, "mv in/b.csv in/c.csv; mv in/c.csv in/b.csv"),
    RENAMED_TO_ANOTHER_DIRECTORY(false, "mv in/b.csv in/empty/b.csv"),
    ALL_REMOVED_FROM_A_GLOB(false, "rm glob/x/g.csv"),
    INPUTS_DELETED_AND_MADE_AGAIN(true, "cp -a in copy; rm -r in; cp -a copy in"),
    NAMESAKE_OF_A_GLOB_ADDED(false, "mkdir 'glob/*'; printf n > 'glob/*/*.csv'"),
    OUTPUT_OF_THE_SAME_SIZE_AND_TIMES(false, "touch -r out/o ref; printf RESULT > out/o; touch -r ref out/o"),
    OUTPUT_TOUCHED(true, "touch out/o"),
    OUTPUT_RENAMED_OVER(false, "printf RESULT > t; touch -r out/o t; mv t out/o"),
    OUTPUT_REPLACED_BY_A_LINK(false, "mv out/o t; ln -s ../t out/o"),
    OUTPUT_REMOVED(false, "rm out/o"),
    OUTPUT_DIRECTORY_REPLACED_BY_A_LINK(true, "mv out t; ln -s t out");

    /** The tree that all of these are done to; files of one letter, so that their sizes tell nothing. */
    static final String TREE = """
            mkdir -p in/sub in/empty glob/x glob/none side/sub
            printf a > in/a.csv; printf b > in/b.csv; printf c > in/sub/c.csv; printf l > lit; printf g > glob/x/g.csv
            touch -d '2001-02-03 04:05:06.789' in/a.csv in/b.csv lit side/ref
            printf o > side/older; touch -r in/a.csv side/older
            printf s > side/sub/c.csv; touch -r in/sub/c.csv side/sub/c.csv
            ln in/sub/c.csv side/twin
            """;

    /** Whether the step is fresh all the same, since nothing that it depends on has another content. */
    final boolean fresh;

    final String script;

    IndexedEdit(boolean fresh, String script) {
        this.fresh = fresh;
        this.script = script;
    }
}
