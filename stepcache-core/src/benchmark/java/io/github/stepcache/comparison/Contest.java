package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.Measurement;
import io.github.stepcache.comparison.Rival.MissingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One piece of work that we and others do in turn, round after round, so that a busy moment strikes everybody. */
final class Contest {

    private final String what;
    private final Participant us;
    private final List<Participant> others = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();

    Contest(String what, Rival us) {
        this.what = what;
        this.us = new Participant(us);
    }

    Contest against(Rival rival, Goal goal) {
        others.add(new Participant(rival));
        goals.add(goal);
        return this;
    }

    /** Measure us and those of the others who are wanted, and give a row for each of these. */
    List<Row> run(Options options) throws InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            System.err.printf("%s: round %d of %d%n", what, round, options.rounds());
            us.takeTurn();
            for (Participant other : others) {
                if (options.wantsRival(other.rival.name())) {
                    other.takeTurn();
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (options.wantsRival(others.get(i).rival.name())) {
                rows.add(row(others.get(i), goals.get(i), options.scale()));
            }
        }
        return rows;
    }

    private Row row(Participant other, Goal goal, Scale scale) {
        if (!us.problem.isEmpty() || !other.problem.isEmpty()) {
            String verdict = us.problem.isEmpty() ? "not measured" : "FAILED";
            return new Row(what, us.figure(), other.rival.name(), other.figure(), "-", goal.toString(), verdict);
        }
        if (!us.result.isEmpty() && !other.result.isEmpty() && !us.result.equals(other.result)) {
            String theirs = "another result: " + other.result;
            return new Row(what, us.result, other.rival.name(), theirs, "-", goal.toString(), "FAILED");
        }
        double ratio = goal.ratio(us.times.median(), other.times.median());
        String verdict = !scale.isJudged() ? "not judged" : goal.isMet(ratio) ? "met" : "MISSED";
        return new Row(
                what,
                us.figure(),
                other.rival.name(),
                other.figure(),
                String.format(Locale.ROOT, "%.3f", ratio),
                goal.toString(),
                verdict);
    }

    /** A rival and what became of it so far. */
    private static final class Participant {

        private final Rival rival;
        private final Times times = new Times();
        private String result = "";
        private String problem = "";

        Participant(Rival rival) {
            this.rival = rival;
        }

        void takeTurn() throws InterruptedException {
            if (!problem.isEmpty()) {
                return;
            }
            try {
                Measurement measurement = rival.measure();
                times.add(measurement.seconds());
                result = measurement.result();
            } catch (MissingException e) {
                problem = "missing: " + e.getMessage();
            } catch (IOException e) {
                problem = "failed: " + e.getMessage();
            }
        }

        String figure() {
            return problem.isEmpty() ? times.toString() : problem;
        }
    }
}
