package io.github.stepcache.code.random;

import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * The library that generated applications use: it calls back what they pass, makes the objects that a container would
 * inject, and notes which of their code ran. Runs end, since only a limited number of bodies are entered.
 */
public final class Trace {

    private static final int MOST_BODIES = 300;

    private static final BitSet ENTERED = new BitSet();
    private static final Random RANDOM = new Random(0);
    private static Map<String, List<String>> implementations = Map.of();
    private static ClassLoader loader = Trace.class.getClassLoader();
    private static int left;

    private Trace() {}

    /** Begin a run; types are made by {@link #any} from one of the classes given for them. */
    static void start(long seed, ClassLoader applicationLoader, Map<String, List<String>> classes) {
        ENTERED.clear();
        RANDOM.setSeed(seed);
        loader = applicationLoader;
        implementations = classes;
        left = MOST_BODIES;
    }

    /** The bodies that ran since. */
    static BitSet entered() {
        return (BitSet) ENTERED.clone();
    }

    /** Note that a body is entered; it has to end at once unless this is true. */
    public static boolean enter(int body) {
        if (left == 0) {
            return false;
        }
        left--;
        ENTERED.set(body);
        return true;
    }

    /** Make an object of a type of the application, of one or another class. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as containers do
    public static <T> T any(String type) {
        List<String> classes = implementations.getOrDefault(type, List.of());
        try {
            Constructor<?> constructor = Class.forName(classes.get(RANDOM.nextInt(classes.size())), true, loader)
                    .getDeclaredConstructor();
            constructor.setAccessible(true);
            return (T) constructor.newInstance();
        } catch (ReflectiveOperationException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Call a lambda or method reference back. */
    public static int run(IntUnaryOperator operator, int argument) {
        return operator.applyAsInt(argument);
    }

    /** Call an object back. */
    public static int call(IntSupplier supplier) {
        return supplier.getAsInt();
    }

    /** Call a constructor back. */
    public static int make(Supplier<?> supplier) {
        return supplier.get() == null ? 1 : 0;
    }

    /** Take an object and do nothing. */
    public static int drop(Object any) {
        return any == null ? 1 : 0;
    }
}
