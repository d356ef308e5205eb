package io.github.stepcache.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives steps ids: steps of one name may live in different directories. */
final class StepIds {

    private StepIds() {}

    static List<StepNode> tellApart(List<StepOutline> outlines) {
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        outlines.forEach(outline -> (once.add(outline.name()) ? once : several).add(outline.name()));
        Set<String> taken = new HashSet<>();
        List<StepNode> nodes = new ArrayList<>();
        for (StepOutline outline : outlines) {
            String wanted =
                    several.contains(outline.name()) ? outline.name() + " in " + outline.outputDir() : outline.name();
            String id = wanted;
            for (int i = 2; !taken.add(id); i++) {
                id = wanted + " #" + i;
            }
            nodes.add(new StepNode(id, outline));
        }
        return nodes;
    }
}
