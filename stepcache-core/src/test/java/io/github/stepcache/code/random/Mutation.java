package io.github.stepcache.code.random;

import io.github.stepcache.code.random.Type.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One change to a generated application, such as a developer makes between two runs. */
enum Mutation {
    /** Another constant in a method, constructor, initialiser, lambda or case. */
    BODY {
        @Override
        boolean mutate(Application application, Random random) {
            oneOf(application.units, random).change();
            return true;
        }
    },
    /** Another value of a constant, which the compiler copies to wherever it is used. */
    INLINED_CONSTANT {
        @Override
        boolean mutate(Application application, Random random) {
            oneOf(application.of(Kind.CLASS), random).constant++;
            return true;
        }
    },
    /** A class declares a method that it inherited. */
    OVERRIDE_ADDED {
        @Override
        boolean mutate(Application application, Random random) {
            Type type = oneOf(application.of(Kind.CLASS), random);
            Optional<String> inherited = type.callable().stream()
                    .filter(name -> !type.methods.containsKey(name))
                    .findFirst();
            inherited.ifPresent(name -> type.methods.put(name, application.unit(type, false)));
            return inherited.isPresent();
        }
    },
    /** A class inherits a method that it declared. */
    OVERRIDE_REMOVED {
        @Override
        boolean mutate(Application application, Random random) {
            Type type = oneOf(application.of(Kind.CLASS), random);
            for (Map.Entry<String, Unit> method : List.copyOf(type.methods.entrySet())) {
                type.methods.remove(method.getKey());
                if (type.resolve(method.getKey()).isPresent() && isComplete(application)) {
                    return true;
                }
                type.methods.put(method.getKey(), method.getValue());
            }
            return false;
        }
    },
    /** A class comes that implements an interface or extends a class. */
    CLASS_ADDED {
        @Override
        boolean mutate(Application application, Random random) {
            List<Type> all = new ArrayList<>(application.of(Kind.CLASS));
            all.addAll(application.of(Kind.INTERFACE));
            Type above = oneOf(all, random);
            Type type = new Type(Kind.CLASS, "Added", above.isInterface() ? null : above);
            if (above.isInterface()) {
                type.interfaces.add(above);
            }
            ApplicationGenerator.complete(application, type);
            application.add(type);
            return true;
        }
    },
    /** A class calls a library back that did not, or otherwise than its superclass. */
    CALLBACK_ADDED {
        @Override
        boolean mutate(Application application, Random random) {
            Type type = oneOf(application.of(Kind.CLASS), random);
            if (type.callback != null) {
                return false;
            }
            type.callback = application.unit(type, false);
            return true;
        }
    },
    /** The constants of an enum come in another order. */
    ENUM_ORDER {
        @Override
        boolean mutate(Application application, Random random) {
            Type type = application.of(Kind.ENUM).get(0);
            Map<String, Optional<Type>> constants = new LinkedHashMap<>(type.constants);
            type.constants.clear();
            List.of("B", "C", "A").forEach(name -> type.constants.put(name, constants.get(name)));
            return true;
        }
    },
    /** Nothing that counts. */
    NOISE {
        @Override
        boolean mutate(Application application, Random random) {
            return true;
        }
    };

    /** Change the application, or tell that it has nothing to change in this way. */
    abstract boolean mutate(Application application, Random random);

    /** Change the application in one way or another, mostly in the first. */
    static Mutation any(Application application, Random random) {
        while (true) {
            Mutation mutation = random.nextBoolean() ? BODY : values()[random.nextInt(values().length)];
            if (mutation.mutate(application, random)) {
                return mutation;
            }
        }
    }

    private static boolean isComplete(Application application) {
        return application.types.stream()
                .filter(type -> !type.isInterface())
                .allMatch(type -> type.callable().stream()
                        .allMatch(name -> type.resolve(name).isPresent()));
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
