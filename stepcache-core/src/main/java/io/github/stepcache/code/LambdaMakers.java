package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods that make lambdas of the application's interfaces: somebody who calls such an interface may call these, wherever they
 * were made. Interfaces of libraries are left out, for of these, anybody makes lambdas for anything.
 */
final class LambdaMakers {

    private final ApplicationModel model;
    private final Map<String, List<ClassHeader>> classes = new HashMap<>();
    private final Map<String, Set<MethodId>> methods = new HashMap<>();

    LambdaMakers(ApplicationModel model) {
        this.model = model;
    }

    void add(Collection<ClassHeader> headers) {
        for (ClassHeader header : headers) {
            for (String type : header.lambdas()) {
                classes.computeIfAbsent(type, name -> new ArrayList<>()).add(header);
            }
        }
    }

    /** Find those that may make one of a type: all methods that mention the type, in the classes that make such lambdas. */
    Set<MethodId> of(String type) {
        Set<MethodId> known = methods.get(type);
        if (known == null) {
            known = find(type);
            methods.put(type, known);
        }
        return known;
    }

    private Set<MethodId> find(String type) {
        Set<MethodId> found = new LinkedHashSet<>();
        for (ClassHeader owner : classes.getOrDefault(type, List.of())) {
            for (MethodHeader method : owner.methods()) {
                MethodId id = owner.id(method);
                if (!method.isSynthetic() && mentions(id, type)) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    private boolean mentions(MethodId id, String type) {
        return model.code(id).stream()
                .flatMap(code -> code.references().stream())
                .anyMatch(new CodeReference.Mention(type)::equals);
    }
}
