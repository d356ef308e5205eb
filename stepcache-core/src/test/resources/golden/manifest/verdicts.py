"""Writes verdicts.jsonl: what the reference says of good, odd and damaged manifests, for GoldenVerdictTests."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from manifests import HASHES, VERSIONS
from reference import is_step_fresh, save_step_manifest

def named_cases(base):
    """Give (name, manifest as bytes, arguments of is_step_fresh that differ from those that fit)."""
    body = json.loads(base)

    def edited(**fields):
        return json.dumps({**body, **fields}, indent=2).encode()

    def without(*fields):
        return json.dumps({key: value for key, value in body.items() if key not in fields}).encode()

    def replaced(old, new):
        assert old in base, old
        return base.replace(old, new, 1)

    yield "as written", base, {}
    yield "in one line", json.dumps(body).encode(), {}
    yield "other order of fields", json.dumps(dict(reversed(body.items()))).encode(), {}
    yield "escaped as ASCII", replaced(b"data/raw/a.csv", b"d\\u0061ta\\/raw/a.csv"), {}
    yield "white space around", b" \r\n\t" + base + b"\n\n", {}
    yield "no newline at the end", base.rstrip(), {}
    yield "unknown fields", edited(more={"a": [1, 2.5, None, True]}, origin="x"), {}
    yield "code without a checksum", edited(code={"kind": "git", "methods": {"commit": "4f2c"}}), {}
    yield "no versions asked for", base, {"artifact_versions": {}}
    yield "one version asked for", base, {"artifact_versions": {"schema": "1.0.0"}}
    yield "other version asked for", base, {"artifact_versions": {"schema": "1.0.1"}}
    yield "unrecorded version asked for", base, {"artifact_versions": {"code": "1"}}
    yield "no versions recorded", without("artifact_versions"), {}
    yield "no versions recorded or asked for", without("artifact_versions"), {"artifact_versions": {}}
    yield "no inputs now", base, {"current_input_hashes": {}}
    yield "one input less", base, {"current_input_hashes": {"data/raw/a.csv": "a" * 64}}
    yield "one input more", base, {"current_input_hashes": {**HASHES, "c": "c" * 64}}
    yield "one input changed", base, {"current_input_hashes": {**HASHES, "data/raw/b.csv": "c" * 64}}
    yield "hash in upper case", replaced(b"a" * 64, b"A" * 64), {}
    yield "output there", base, {"required_outputs": ["out.csv"]}
    yield "outputs there", base, {"required_outputs": ["out.csv", "parts", "parts/1.csv"]}
    yield "output missing", base, {"required_outputs": ["out.csv", "none.csv"]}
    yield "output missing in folder", base, {"required_outputs": ["parts/2.csv"]}
    yield "output below a file", base, {"required_outputs": ["out.csv/x"]}
    yield "input_hashes empty, no inputs now", edited(input_hashes={}), {"current_input_hashes": {}}
    yield "input_hashes missing, no inputs now", without("input_hashes"), {"current_input_hashes": {}}
    yield "step of another name", edited(step_name="other"), {}
    for field in ["manifest_version", "step_name", "completed_at", "input_hashes", "artifact_versions"]:
        yield f"{field} missing", without(field), {"artifact_versions": {}}
        for value in [None, True, 1, "", "x", [], ["a"], {}, {"a": None}, {"a": {}}]:
            yield f"{field} is {json.dumps(value)}", edited(**{field: value}), {"artifact_versions": {}}
    for version in ["1", "1.0", "1.9.3", "1.0.0.7", "2.0.0", "0.9", "10.0", "1x", "1.x", "-1", " 1.0.0", "１.0"]:
        yield f"manifest_version {version}", edited(manifest_version=version), {}
    for at in ["2026-03-04T05:06:07+00:00", "2026-03-04T05:06:07Z", "2026-03-04T07:06:07.5+02:00"]:
        yield f"completed_at {at}", edited(completed_at=at), {}
    for at in ["2026-03-04", "2026-02-30T05:06:07+00:00", "yesterday", "2026-03-04T05:06:07"]:
        yield f"completed_at {at}", edited(completed_at=at), {}
    for value in [None, True, 0, "x", [], {"a": float("nan")}, {"a": [float("inf"), -float("inf")]}]:
        yield f"extra {json.dumps(value)}", edited(extra=value), {}
    for digits in [400, 4300, 4301]:
        yield f"number of {digits} digits", replaced(b"{\n", b'{\n"extra": {"n": %s},' % (b"1" * digits)), {}
    for depth in [100, 900]:
        yield f"nested {depth} deep", replaced(b"{\n", b'{\n"more": ' + b"[" * depth + b"]" * depth + b","), {}
    yield "duplicate field", replaced(b"{\n", b'{\n"input_hashes": {},'), {}
    yield "duplicate field, the last one other", base.rstrip()[:-1] + b', "input_hashes": {}}', {}
    yield "duplicate key of an input", replaced(b'"data/raw/b.csv"', b'"data/raw/a.csv": "x", "data/raw/a.csv"'), {}
    yield "duplicate key, once escaped", replaced(b'    "data', b'    "\\u0064ata/raw/a.csv": "x",\n    "data'), {}
    yield "duplicate key in an unknown field", replaced(b"{\n", b'{\n"more": [{"a": 1, "a": 1}],'), {}
    yield "half a surrogate pair", replaced(b"data/raw/a.csv", b"\\ud800"), {}
    yield "half a surrogate pair in both", replaced(b"data/raw/a.csv", b"\\ud800"), {
        "current_input_hashes": {"\ud800": "a" * 64, "data/raw/b.csv": "b" * 64}
    }
    yield "surrogate pair in two escapes", replaced(b"data/raw/a.csv", b"\\ud83d\\ude00"), {
        "current_input_hashes": {"😀": "a" * 64, "data/raw/b.csv": "b" * 64}
    }
    yield "control character in a string", replaced(b"schema", b"sch\tema"), {}
    for name, value in [
        ("empty", b""),
        ("white space", b" \n"),
        ("null", b"null"),
        ("true", b"true"),
        ("a number", b"1"),
        ("a string", b'"x"'),
        ("an array", b"[" + base + b"]"),
        ("an empty object", b"{}"),
        ("zero bytes", b"\0" * len(base)),
        ("BOM", b"\xef\xbb\xbf" + base),
        ("UTF-16", base.decode().encode("utf-16")),
        ("UTF-16LE", base.decode().encode("utf-16-le")),
        ("UTF-16BE", base.decode().encode("utf-16-be")),
        ("UTF-32", base.decode().encode("utf-32")),
        ("UTF-32BE", base.decode().encode("utf-32-be")),
        ("Latin-1", replaced(b"schema", b"sch\xe9ma")),
        ("lone continuation byte", replaced(b"schema", b"sch\x80ma")),
        ("byte FF", replaced(b"schema", b"sch\xffma")),
        ("overlong slash", replaced(b"raw/a", b"raw\xc0\xafa")),
        ("overlong slash of three bytes", replaced(b"raw/a", b"raw\xe0\x80\xafa")),
        ("surrogate as three bytes", replaced(b"schema", b"\xed\xa0\x80")),
        ("beyond Unicode", replaced(b"schema", b"\xf4\x90\x80\x80")),
        ("cut inside a character at the end", base + b"\xc3"),
        ("trailing comma", replaced(b'"versions"', b'"versions",')),
        ("single quotes", base.replace(b'"', b"'")),
        ("comment", replaced(b"{\n", b"{ // no\n")),
        ("block comment", replaced(b"{\n", b"{ /* no */\n")),
        ("unquoted name", replaced(b'"step_name"', b"step_name")),
        ("leading zero", replaced(b"{\n", b'{\n"more": 01,')),
        ("leading plus", replaced(b"{\n", b'{\n"more": +1,')),
        ("no digit before the point", replaced(b"{\n", b'{\n"more": .5,')),
        ("no digit behind the point", replaced(b"{\n", b'{\n"more": 5.,')),
        ("hexadecimal number", replaced(b"{\n", b'{\n"more": 0x1F,')),
        ("unknown escape", replaced(b"schema", b"sch\\xma")),
        ("unknown word", replaced(b"{\n", b'{\n"more": nul,')),
        ("word in other case", replaced(b"{\n", b'{\n"more": True,')),
        ("newline in a string", replaced(b"schema", b"sch\nma")),
        ("DEL in a string", replaced(b"{\n", b'{\n"more": "\x7f",')),
        ("form feed between", replaced(b"{\n", b"{\f")),
        ("no-break space between", replaced(b"{\n", b"{\xc2\xa0")),
        ("text behind", base + b"x"),
        ("second object behind", base + b"{}"),
        ("zero byte behind", base + b"\0"),
        ("text before", b"x" + base),
        ("cut in half", base[: len(base) // 2]),
        ("no closing brace", base.rstrip()[:-1]),
        ("one closing brace more", base + b"}"),
        ("written twice", base + base),
    ]:
        yield name, value, {}


def mutated(base, chance):
    """Damage a manifest in one to three places, as bad disks, editors and merges do."""
    text = bytearray(base)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        at = chance.randrange(len(text))
        length = chance.choice([1, 1, 1, 4, 40])
        damage = chance.randrange(5)
        if damage == 0:
            text[at] ^= 1 << chance.randrange(8)
        elif damage == 1:
            text[at : at + 1] = chance.choice([b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\", b"0", b"\0", b"\xff"])
        elif damage == 2:
            del text[at : at + length]
        elif damage == 3:
            text[at:at] = text[at : at + length]
        else:
            lines = text.split(b"\n")
            first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
            text = bytearray(b"\n".join(lines))
    return bytes(text)


def verdict(manifest, arguments):
    fitting = {"current_input_hashes": HASHES, "artifact_versions": VERSIONS, "required_outputs": []}
    with TemporaryDirectory() as folder:
        output_dir = Path(folder)
        (output_dir / "parts").mkdir()
        (output_dir / "out.csv").write_text("1")
        (output_dir / "parts" / "1.csv").write_text("1")
        (output_dir / ".versions.manifest.json").write_bytes(manifest)
        try:
            fresh = is_step_fresh("versions", output_dir, **{**fitting, **arguments})
            return "fresh" if fresh else "stale"
        except (AttributeError, ValueError) as e:
            return type(e).__name__


def write_verdicts():
    with TemporaryDirectory() as output_dir:
        base = save_step_manifest("versions", Path(output_dir), HASHES, artifact_versions=VERSIONS).read_bytes()
    chance = random.Random(20260304)
    cases = list(named_cases(base))
    cases += [(f"mutation {number}", mutated(base, chance), {}) for number in range(300)]
    with open(Path(__file__).with_name("verdicts.jsonl"), "w", encoding="ascii", newline="\n") as out:
        for name, manifest, arguments in cases:
            answer = verdict(manifest, arguments)
            line = {"name": name, "verdict": answer, **arguments, "manifest": manifest.decode("latin-1")}
            out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    write_verdicts()
