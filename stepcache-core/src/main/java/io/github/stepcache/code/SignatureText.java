package io.github.stepcache.code;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureVisitor;

/** Writes a generic signature down, with the identities of the classes in it, and mentions these. */
final class SignatureText extends SignatureVisitor {

    private final CodeText text;
    private String current = "";

    SignatureText(CodeText text) {
        super(Opcodes.ASM9);
        this.text = text;
    }

    @Override
    public void visitFormalTypeParameter(String name) {
        text.text("parameter");
        text.text(name);
    }

    @Override
    public SignatureVisitor visitClassBound() {
        return part("class bound");
    }

    @Override
    public SignatureVisitor visitInterfaceBound() {
        return part("interface bound");
    }

    @Override
    public SignatureVisitor visitSuperclass() {
        return part("superclass");
    }

    @Override
    public SignatureVisitor visitInterface() {
        return part("interface");
    }

    @Override
    public SignatureVisitor visitParameterType() {
        return part("argument");
    }

    @Override
    public SignatureVisitor visitReturnType() {
        return part("return");
    }

    @Override
    public SignatureVisitor visitExceptionType() {
        return part("exception");
    }

    @Override
    public void visitBaseType(char descriptor) {
        text.text("primitive");
        text.number(descriptor);
    }

    @Override
    public void visitTypeVariable(String name) {
        text.text("variable");
        text.text(name);
    }

    @Override
    public SignatureVisitor visitArrayType() {
        return part("array");
    }

    @Override
    public void visitClassType(String name) {
        type(name);
    }

    @Override
    public void visitInnerClassType(String name) {
        type(current + "$" + name);
    }

    @Override
    public void visitTypeArgument() {
        text.text("any");
    }

    @Override
    public SignatureVisitor visitTypeArgument(char wildcard) {
        text.number(wildcard);
        return part("type argument");
    }

    @Override
    public void visitEnd() {
        text.text("end");
    }

    private void type(String name) {
        current = name;
        text.text("class");
        text.type(name);
        text.mention(name);
    }

    /** A visitor for each part: what follows an inner class is not in it. */
    private SignatureVisitor part(String kind) {
        text.text(kind);
        return new SignatureText(text);
    }
}
