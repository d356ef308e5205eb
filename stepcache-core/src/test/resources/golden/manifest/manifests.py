"""Writes manifests/*.json: what GoldenManifestTests holds our bytes against."""

from pathlib import Path
from tempfile import TemporaryDirectory

from reference import AT, save_step_manifest

HASHES = {"data/raw/a.csv": "a" * 64, "data/raw/b.csv": "b" * 64}
VERSIONS = {"schema": "1.0.0", "model": "2024-05"}

STRINGS = {
    "control": "".join(map(chr, range(0x20))),
    "delete and C1": "".join(map(chr, range(0x7F, 0xA0))),
    "quotes": "\" ' \\ / </script>",
    "separators": "\u2028 \u2029 \u200b \ufeff",
    "text": "naïve – Ελληνικά 日本語 e\u0301",
    "emoji": "😀 👩\u200d🚀 \U0010ffff",
    "edges": "\ud7ff \ue000 \ufffd \uffff",
    "a \"quoted\"\nkey": "",
}
NUMBERS = {
    "floats": [0.0, -0.0, 0.1, 1.0, -1.5, 100.0, 1e15, 1e16, 123456789012345680.0, 1e22, 1e-4, 1e-5, 0.00012, 1.5e300]
    + [5e-324, 2.0**-24, 1.7976931348623157e308, 2.2250738585072014e-308, 1 / 3],
    "integers": [0, -1, 2**31, 2**63 - 1, -(2**63), 2**64, -(10**30), 10**400],
    "others": [True, False, None],
}
NESTED = {
    "empty": [{}, [], "", [{}], [[]], {"a": {}}],
    "list": [1, [2, [3, {"four": [5]}]]],
    "object": {"b": {"d": 1, "c": 2}, "a": None},
}
# By code point, U+FF21 and U+FFFF come before the emoji; by UTF-16 unit, they come after it.
KEYS = ["b", "a", "B", "a/b", "a.b", "a b", "é", "e\u0301", "\uff21", "\uffff", "\ue000", "😀", "😀a", "\U00010000", "\x7f"]


def manifests():
    yield "plain", "dictionary", HASHES, {}, {}, AT
    yield "no-inputs", "dictionary", {}, {}, {}, AT
    yield "versions", "dictionary", HASHES, VERSIONS, {}, AT
    yield "whole-second", "dictionary", HASHES, {}, {}, AT.replace(microsecond=0)
    yield "one-microsecond", "dictionary", HASHES, {}, {}, AT.replace(microsecond=1)
    yield "tenths-of-a-second", "dictionary", HASHES, {}, {}, AT.replace(microsecond=900000)
    yield "other-script", "Übersicht-日本.2024_a", {"größe/数.csv": "0" * 64}, {}, {}, AT
    yield "sorted-keys", "sorted", {key: "c" * 64 for key in KEYS}, {key: key for key in KEYS}, {"k": dict.fromkeys(KEYS, 0)}, AT
    yield "extra-strings", "extra", HASHES, VERSIONS, STRINGS, AT
    yield "extra-numbers", "extra", HASHES, VERSIONS, NUMBERS, AT
    yield "extra-nested", "extra", HASHES, VERSIONS, NESTED, AT


def write_manifests():
    folder = Path(__file__).with_name("manifests")
    folder.mkdir(exist_ok=True)
    for golden, step, hashes, versions, extra, at in manifests():
        with TemporaryDirectory() as output_dir:
            path = save_step_manifest(
                step, Path(output_dir), hashes, artifact_versions=versions, extra_metadata=extra, at=at
            )
            (folder / f"{golden}.json").write_bytes(path.read_bytes())


if __name__ == "__main__":
    write_manifests()
