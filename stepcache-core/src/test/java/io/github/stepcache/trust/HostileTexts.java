package io.github.stepcache.trust;

/** What an enemy, or a careless friend, would write into a declaration. */
final class HostileTexts {

    private HostileTexts() {}

    static final String LONG = "x".repeat(5_000);
    static final String INJECTION = "a\n2026-11-22 INFO Step \"b\" skipped\r\u001b]2K\u202e\u2028";

    static final String[] REFUSED_NAMES = {
        "/../../x",
        "..",
        ".",
        "",
        " ",
        "a/b",
        "a\\b",
        "a\0b",
        "a\nb",
        INJECTION,
        "x".repeat(300),
        "a ",
        " a",
        "a\t",
        "😀",
        "a😀",
        "\u202eabc",
        "\u200fabc",
        "cafe\u0301",
        "-rf",
        "~",
        "$HOME",
        "${user.home}",
        "#{1}",
        "a:b",
        "*",
        "a\ud800"
    };

    static final String[] REFUSED_OUTPUTS = {
        "../x",
        "/etc/passwd",
        "",
        " ",
        "a/../../x",
        ".",
        "..",
        "./..",
        "a\0b",
        "[",
        "{a",
        "{a,{b}}",
        "[z-a]",
        "*/../x",
        "**/..",
        "a/[b/c]",
        "\\*/../../x",
        "//x",
        "a\ud800"
    };

    static final String[] REFUSED_INPUTS = {
        "", "\n", "a\0b", "[", "{a", "{a,{b}}", "[z-a]", "*/../x", "raw/[!", INJECTION + "["
    };

    static final String[] LITERAL_OUTPUTS = {
        "~",
        "~/x",
        "$HOME",
        "${user.home}",
        "#{1}",
        "a\nb",
        INJECTION,
        LONG,
        "a/" + LONG,
        "C:\\x",
        "-rf",
        "😀",
        "\u202e",
        "caf\u00e9",
        "cafe\u0301",
        "*",
        "**",
        "?",
        ".report.manifest.json",
        "..x",
        "x..",
        "a/./b",
        "a//b",
        "x/"
    };

    static final String[] LITERAL_INPUTS = {
        "~",
        "~/x",
        "$HOME/x",
        "${user.home}",
        "#{1}",
        "a\nb",
        INJECTION,
        LONG,
        "raw/" + LONG,
        "raw/../raw",
        "../outside",
        "C:\\x",
        "😀",
        "a\ud800",
        "/dev/zero",
        "/proc/self/mem",
        "**",
        "raw/**/**/**/*",
        ".",
        "out"
    };

    static final String[] VALUES = {
        "",
        "${user.home}",
        "#{T(java.lang.Runtime).getRuntime().exec('x')}",
        "../../x",
        "/etc/passwd",
        "*",
        "[",
        "a\0b",
        INJECTION,
        LONG,
        "😀",
        "a\ud800",
        "\"",
        "\\",
        "{\"checksum\": \"0\"}"
    };

    static final String[] UNREACHABLE = {"loop/out", "loop", LONG};
}
