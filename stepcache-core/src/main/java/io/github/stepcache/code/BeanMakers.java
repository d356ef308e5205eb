package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The methods of the application that make objects for a container: {@code @Bean} methods, and factory beans. */
final class BeanMakers {

    /** Several frameworks have an annotation of this name, and all for this. */
    private static final Pattern BEAN = Pattern.compile("L(.*[/$])?(Bean|Produces);");

    private static final String FACTORY_BEAN = "org/springframework/beans/factory/FactoryBean";

    private final Hierarchy hierarchy;
    private final Map<MethodId, Set<String>> made = new LinkedHashMap<>();
    private final Map<String, List<MethodId>> known = new HashMap<>();

    BeanMakers(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    void add(Collection<ClassHeader> classes) {
        Set<String> annotations = new HashSet<>();
        classes.stream()
                .filter(type ->
                        type.isAnnotation() && type.annotations().stream().anyMatch(BeanMakers::isBean))
                .forEach(type -> annotations.add("L" + type.name() + ";"));
        for (ClassHeader type : classes) {
            boolean factory = hierarchy.isSubtype(type.name(), FACTORY_BEAN);
            for (MethodHeader method : type.methods()) {
                boolean makes = method.annotations().stream()
                                .anyMatch(annotation -> isBean(annotation) || annotations.contains(annotation))
                        || (factory && method.name().equals("getObject") && !method.isBridge());
                if (makes) {
                    made.put(type.id(method), SignatureTypes.ofReturnType(method));
                }
            }
        }
    }

    /** Find those that may have made an object that is known by a type: what they return is a sub- or a supertype of it. */
    List<MethodId> of(String type) {
        return made.isEmpty() ? List.of() : known.computeIfAbsent(type, this::find);
    }

    private List<MethodId> find(String type) {
        List<MethodId> found = new ArrayList<>();
        made.forEach((method, types) -> {
            if (types.stream().anyMatch(returned -> isRelated(returned, type))) {
                found.add(method);
            }
        });
        return found;
    }

    private static boolean isBean(String annotation) {
        return BEAN.matcher(annotation).matches();
    }

    private boolean isRelated(String returned, String type) {
        return !returned.equals(Hierarchy.OBJECT)
                && !type.equals(Hierarchy.OBJECT)
                && (hierarchy.isSubtype(returned, type) || hierarchy.isSubtype(type, returned));
    }
}
