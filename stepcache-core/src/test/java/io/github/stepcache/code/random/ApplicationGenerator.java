package io.github.stepcache.code.random;

import io.github.stepcache.code.random.Type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes small applications from a seed: interfaces, classes, an enum and a record, which use each other at random. */
final class ApplicationGenerator {

    private static final List<String> METHODS = List.of("m0", "m1", "m2");

    private final Random random;
    private final Application application;

    private ApplicationGenerator(long seed, String packageName) {
        this.random = new Random(seed);
        this.application = new Application(packageName);
    }

    static Application generate(long seed, String packageName) {
        ApplicationGenerator generator = new ApplicationGenerator(seed, packageName);
        generator.declare();
        new EdgeGenerator(generator.application, generator.random).connect();
        return generator.application;
    }

    private void declare() {
        for (int number = random.nextInt(2, 5); number > 0; number--) {
            declareInterface();
        }
        List<String> names = new ArrayList<>(List.of("Step"));
        for (int number = random.nextInt(4, 9); number > 0; number--) {
            names.add(random.nextInt(names.size() + 1), "C" + number);
        }
        names.forEach(this::declareClass);
        declareRecord();
        declareEnum();
        application.of(Kind.INTERFACE).forEach(this::implementSomewhere);
    }

    private void declareInterface() {
        List<Type> others = application.of(Kind.INTERFACE);
        Type type = application.add(new Type(Kind.INTERFACE, "I" + others.size(), null));
        if (!others.isEmpty() && happens(0.4)) {
            type.interfaces.add(oneOf(others));
            type.callable().stream().filter(name -> happens(0.3)).forEach(name -> body(type, name));
        }
        for (int number = random.nextInt(1, 3); number > 0; number--) {
            String name = "i" + others.size() + number;
            if (happens(0.4)) {
                body(type, name);
            } else {
                type.abstracts.add(name);
            }
        }
        if (happens(0.3)) {
            type.staticInitialiser = application.unit(type, true);
        }
    }

    private void declareClass(String name) {
        List<Type> others = application.of(Kind.CLASS);
        Type type =
                application.add(new Type(Kind.CLASS, name, others.isEmpty() || happens(0.5) ? null : oneOf(others)));
        implement(type);
        METHODS.stream().filter(method -> happens(0.4)).forEach(method -> body(type, method));
        if (name.equals("Step")) {
            body(type, "run");
        }
        Stream.of("s0", "s1")
                .filter(method -> happens(0.4))
                .forEach(method -> type.statics.put(method, application.unit(type, true)));
        initialise(type);
        if (happens(0.3)) {
            type.callback = application.unit(type, false);
        }
        complete(application, type);
    }

    private void declareRecord() {
        Type type = application.add(new Type(Kind.RECORD, "R0", null));
        implement(type);
        body(type, "m0");
        type.accessor = happens(0.5) ? application.unit(type, false) : null;
        type.constructor = application.unit(type, false);
        complete(application, type);
    }

    private void declareEnum() {
        Type type = application.add(new Type(Kind.ENUM, "E0", null));
        implement(type);
        body(type, "m0");
        type.constructor = happens(0.5) ? application.unit(type, false) : null;
        complete(application, type);
        for (String name : List.of("A", "B", "C")) {
            Optional<Type> constant = happens(0.4) ? Optional.of(declareBody(type)) : Optional.empty();
            type.constants.put(name, constant);
        }
    }

    private Type declareBody(Type enumType) {
        Type type = application.add(new Type(Kind.ANONYMOUS, enumType.name, enumType));
        body(type, oneOf(List.copyOf(enumType.callable())));
        return type;
    }

    /** A container needs a class to make an object of. */
    private void implementSomewhere(Type type) {
        boolean none = application.below(type).stream().noneMatch(each -> each.kind == Kind.CLASS);
        if (none) {
            Type made = application.add(new Type(Kind.CLASS, "Of" + type.name, null));
            made.interfaces.add(type);
            initialise(made);
            complete(application, made);
        }
    }

    private void implement(Type type) {
        for (Type each : application.of(Kind.INTERFACE)) {
            if (happens(0.25)) {
                type.interfaces.add(each);
                each.callable().stream().filter(name -> happens(0.4)).forEach(name -> body(type, name));
            }
        }
    }

    private void initialise(Type type) {
        type.constructor = happens(0.6) ? application.unit(type, false) : null;
        type.staticInitialiser = happens(0.3) ? application.unit(type, true) : null;
    }

    /** Declare what the compiler insists on: methods that have no body yet, or more than one. */
    static void complete(Application application, Type type) {
        for (String name : type.callable()) {
            if (type.resolve(name).isEmpty()) {
                type.methods.put(name, application.unit(type, false));
            }
        }
    }

    private void body(Type type, String name) {
        type.methods.computeIfAbsent(name, any -> application.unit(type, false));
    }

    private boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    private <T extends @Nullable Object> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
