package io.github.stepcache.code.random;

import java.util.Map;
import java.util.stream.Collectors;

/** One way in which a body uses other code: as an expression, and as what it reaches. */
sealed interface Edge {

    String source();

    void follow(Reach reach);

    /** What the compiler copies into the body. */
    default String inlined() {
        return "";
    }

    record StaticCall(Type type, String method) implements Edge {
        @Override
        public String source() {
            return type.name + "." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.callStatic(type, method);
        }
    }

    record NewCall(Type type, String method) implements Edge {
        @Override
        public String source() {
            String argument = type.kind == Type.Kind.RECORD ? "(1)" : "()";
            return "new " + type.name + argument + "." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.instantiate(type);
            reach.call(type, method);
        }
    }

    record SelfCall(Type type, String method) implements Edge {
        @Override
        public String source() {
            return method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.call(type, method);
        }
    }

    record SuperCall(Type superclass, String method) implements Edge {
        @Override
        public String source() {
            return "super." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            superclass.resolve(method).ifPresent(reach::enter);
        }
    }

    /** A call on an object that somebody else made. */
    record ForeignCall(Type type, String method) implements Edge {
        @Override
        public String source() {
            return "Trace.<" + type.name + ">any(\"" + type.name + "\")." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.mention(type);
            reach.call(type, method);
        }
    }

    /** A call on an object in a field, which a container would fill. */
    record InjectedCall(Type type, String method) implements Edge {
        @Override
        public String source() {
            String field = "this.injected" + type.name;
            return "(" + field + " == null ? 0 : " + field + "." + method + "(1))";
        }

        @Override
        public void follow(Reach reach) {
            reach.mention(type);
            reach.call(type, method);
        }
    }

    record StaticField(Type type) implements Edge {
        @Override
        public String source() {
            return type.name + ".made";
        }

        @Override
        public void follow(Reach reach) {
            reach.initialise(type);
        }
    }

    record InlinedConstant(Type type) implements Edge {
        @Override
        public String source() {
            return type.name + ".CONSTANT";
        }

        @Override
        public void follow(Reach reach) {}

        @Override
        public String inlined() {
            return " " + type.name + type.constant;
        }
    }

    record Lambda(Unit body) implements Edge {
        @Override
        public String source() {
            return "Trace.run(y" + body.id + " -> " + body.expression() + ", 1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.enterPart(body);
        }
    }

    /** A lambda of an interface of the application, which may be called or not. */
    record OwnLambda(Type type, Unit body, boolean called) implements Edge {
        @Override
        public String source() {
            String lambda = "(" + type.name + ") y" + body.id + " -> " + body.expression();
            String method = type.functionalMethod().orElseThrow();
            return called ? "((" + lambda + "))." + method + "(1)" : "Trace.drop(" + lambda + ")";
        }

        @Override
        public void follow(Reach reach) {
            reach.makeLambda(type);
            reach.mention(type);
            reach.enterPart(body);
            if (called) {
                reach.call(type, type.functionalMethod().orElseThrow());
            }
        }
    }

    record StaticReference(Type type, String method) implements Edge {
        @Override
        public String source() {
            return "Trace.run(" + type.name + "::" + method + ", 1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.callStatic(type, method);
        }
    }

    record ForeignReference(Type type, String method) implements Edge {
        @Override
        public String source() {
            return "Trace.run(Trace.<" + type.name + ">any(\"" + type.name + "\")::" + method + ", 1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.mention(type);
            reach.call(type, method);
        }
    }

    record ConstructorReference(Type type) implements Edge {
        @Override
        public String source() {
            return "Trace.make(" + type.name + "::new)";
        }

        @Override
        public void follow(Reach reach) {
            reach.instantiate(type);
        }
    }

    record Callback(Type type) implements Edge {
        @Override
        public String source() {
            return "Trace.call(new " + type.name + "())";
        }

        @Override
        public void follow(Reach reach) {
            reach.mentionCallbacks();
            reach.instantiate(type);
        }
    }

    record Anonymous(Type type, String method) implements Edge {
        @Override
        public String source() {
            return "new " + type.name + "() {\n" + TypeSource.members(type) + "}." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.instantiate(type);
            reach.call(type, method);
        }
    }

    record EnumCall(Type type, String constant, String method) implements Edge {
        @Override
        public String source() {
            return type.name + "." + constant + "." + method + "(1)";
        }

        @Override
        public void follow(Reach reach) {
            reach.mention(type);
            reach.initialise(type);
            reach.call(type, method);
        }
    }

    record EnumSwitch(Type type, Map<String, Unit> cases) implements Edge {
        @Override
        public String source() {
            return cases.entrySet().stream()
                    .map(entry ->
                            "case " + entry.getKey() + " -> " + entry.getValue().expression() + "; ")
                    .collect(Collectors.joining("", "(switch (" + type.name + ".values()[0]) { ", "default -> 0; })"));
        }

        @Override
        public void follow(Reach reach) {
            reach.mention(type);
            reach.initialise(type);
            cases.values().forEach(reach::enterPart);
        }
    }
}
