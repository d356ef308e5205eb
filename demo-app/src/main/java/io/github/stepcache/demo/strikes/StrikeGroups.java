package io.github.stepcache.demo.strikes;

import io.github.stepcache.demo.clean.Strike;
import io.github.stepcache.demo.clean.UsState;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Groups strikes by one of their properties. */
final class StrikeGroups {

    /** The phases as a flight goes through them; others come last. */
    private static final List<String> PHASES =
            List.of("Parked", "Taxi", "Take-off run", "Climb", "En Route", "Descent", "Approach", "Landing Roll");

    private static final List<String> MONTHS =
            Arrays.stream(Month.values()).map(StrikeGroups::title).toList();

    private static final Comparator<StrikeGroup> MOST_STRIKES =
            Comparator.comparingInt(StrikeGroup::strikes).reversed().thenComparing(StrikeGroup::group);

    private StrikeGroups() {}

    static List<StrikeGroup> bySpecies(List<Strike> strikes) {
        return group(strikes, Strike::species, MOST_STRIKES);
    }

    static List<StrikeGroup> byMonth(List<Strike> strikes) {
        return group(strikes, strike -> title(strike.date().getMonth()), listed(MONTHS));
    }

    static List<StrikeGroup> byPhase(List<Strike> strikes) {
        return group(strikes, Strike::phase, listed(PHASES));
    }

    static List<StrikeGroup> byState(List<Strike> strikes) {
        return group(strikes, strike -> title(strike.state()), MOST_STRIKES);
    }

    private static List<StrikeGroup> group(
            List<Strike> strikes, Function<Strike, @Nullable String> property, Comparator<StrikeGroup> order) {
        Map<String, StrikeGroup> groups = new HashMap<>();
        for (Strike strike : strikes) {
            String value = property.apply(strike);
            StrikeGroup one = only(value == null ? StrikeGroup.NOT_GIVEN : value, strike);
            groups.merge(one.group(), one, StrikeGroup::plus);
        }
        return groups.values().stream().sorted(order).toList();
    }

    private static StrikeGroup only(String group, Strike strike) {
        int damaging = strike.damage().equals("None") ? 0 : 1;
        Long cost = strike.repairCost();
        return cost == null || cost == 0
                ? new StrikeGroup(group, 1, damaging, 0, 0)
                : new StrikeGroup(group, 1, damaging, 1, cost);
    }

    private static String title(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static @Nullable String title(@Nullable UsState state) {
        return state == null ? null : state.title();
    }

    private static Comparator<StrikeGroup> listed(List<String> order) {
        return Comparator.comparingInt((StrikeGroup group) -> rank(order, group.group()))
                .thenComparing(StrikeGroup::group);
    }

    private static int rank(List<String> order, String group) {
        int index = order.indexOf(group);
        return index < 0 ? order.size() : index;
    }
}
