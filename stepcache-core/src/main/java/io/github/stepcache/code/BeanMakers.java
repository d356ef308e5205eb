package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of the application that make objects for a container: {@code @Bean} methods, and factory beans. */
final class BeanMakers {

    private static final String BEAN = "Lorg/springframework/context/annotation/Bean;";

    private static final String FACTORY_BEAN = "org/springframework/beans/factory/FactoryBean";

    private final Hierarchy hierarchy;
    private final Map<MethodId, Set<String>> made = new LinkedHashMap<>();

    BeanMakers(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    void add(Collection<ClassHeader> classes) {
        Set<String> annotations = new HashSet<>(Set.of(BEAN));
        classes.stream()
                .filter(type -> type.isAnnotation() && type.annotations().contains(BEAN))
                .forEach(type -> annotations.add("L" + type.name() + ";"));
        for (ClassHeader type : classes) {
            boolean factory = hierarchy.isSubtype(type.name(), FACTORY_BEAN);
            for (MethodHeader method : type.methods()) {
                boolean makes = method.annotations().stream().anyMatch(annotations::contains)
                        || (factory && method.name().equals("getObject") && !method.isBridge());
                if (makes) {
                    made.put(type.id(method), SignatureTypes.ofReturnType(method));
                }
            }
        }
    }

    /** Find those that may have made an object that is known by a type: what they return is a sub- or a supertype of it. */
    List<MethodId> of(String type) {
        List<MethodId> found = new ArrayList<>();
        made.forEach((method, types) -> {
            if (types.stream().anyMatch(returned -> isRelated(returned, type))) {
                found.add(method);
            }
        });
        return found;
    }

    private boolean isRelated(String returned, String type) {
        return !returned.equals(Hierarchy.OBJECT)
                && !type.equals(Hierarchy.OBJECT)
                && (hierarchy.isSubtype(returned, type) || hierarchy.isSubtype(type, returned));
    }
}
