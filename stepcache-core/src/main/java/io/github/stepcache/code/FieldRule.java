package io.github.stepcache.code;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** What the use of a field reaches: the initialiser of its class, and, where it is read, its declaration and its type. */
final class FieldRule {

    private final ApplicationModel model;
    private final Reach reach;

    FieldRule(ApplicationModel model, Reach reach) {
        this.model = model;
        this.reach = reach;
    }

    void used(CodeReference.FieldUse use) {
        Optional<ClassHeader> declaring = declaring(use);
        if (use.isStatic()) {
            declaring.map(ClassHeader::name).ifPresent(reach::initialised);
        }
        if (use.read()) {
            declaring.flatMap(type -> reach.node(type.name())).ifPresent(type -> read(type, use));
        }
    }

    private void read(ClassNode owner, CodeReference.FieldUse use) {
        List<FieldNode> fields = owner.fields;
        fields.stream()
                .filter(field -> field.name.equals(use.name()) && field.desc.equals(use.descriptor()))
                .forEach(field -> {
                    TypeCode code = TypeCode.field(owner, field, model.names());
                    reach.part(model.names().type(owner.name) + "." + field.name, code.hash());
                    reach.references(code.references());
                    code.references().forEach(reference -> {
                        if (reference instanceof CodeReference.Mention mention) {
                            reach.used(mention.type());
                        }
                    });
                });
    }

    /** Fields are inherited, too, and a class file names the class through which they are used. */
    private Optional<ClassHeader> declaring(CodeReference.FieldUse use) {
        return model.hierarchy().applicationSupertypes(use.owner()).stream()
                .filter(type -> type.fields().contains(use.name()))
                .findFirst();
    }
}
