package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import java.util.Set;

/**
 * The reference's rule for what counts in a directory (contract 2.3): no hidden files and folders, no
 * {@code __pycache__}, no {@code *.pyc}, and of the files only those with one of the suffixes, if any are given.
 *
 * @param extensions the suffixes that count, with their dots; empty means all
 */
record InputFilter(Set<String> extensions) {

    boolean admits(TreeEntry entry) {
        return admits(entry.kind(), entry.name());
    }

    boolean admits(Kind kind, String name) {
        if (name.startsWith(".") || name.equals("__pycache__")) {
            return false;
        }
        if (kind == Kind.DIRECTORY) {
            return true;
        }
        boolean hasSuffix = kind != Kind.FILE || extensions.isEmpty() || extensions.contains(suffix(name));
        return hasSuffix && !name.endsWith(".pyc");
    }

    /** The last suffix as Python's {@code Path.suffix} has it: none for {@code .bashrc} and for {@code a.}. */
    static String suffix(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && dot < name.length() - 1 ? name.substring(dot) : "";
    }
}
