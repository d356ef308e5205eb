"""The step cache that StepCache began as, reduced to what is timed: hashing, saving a manifest, comparing with one.

    reference.py hash DIRECTORY            each file below the directory
    reference.py check DIRECTORY OUTPUT    the same and the comparison with a manifest, as before each step
    reference.py save DIRECTORY OUTPUT     a manifest of the hashes of the files below the directory
    reference.py compare DIRECTORY OUTPUT  such hashes with such a manifest

Prints how many seconds the work took, and what it came to. The work is done once before it is timed, so that its files
are in memory, as they are for everybody else. To hash is only timed where the work is to hash: for "save" and "compare"
it is done before, so that the hashes lie in memory as they do after it.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

BLOCK = 64 * 1024
CHECKS = 200


def hash_file(path):
    sha256 = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            sha256.update(block)
    return sha256.hexdigest()


def hash_directory(directory):
    hashes = {}
    for path in directory.rglob("*"):
        if not path.is_file():
            continue
        key = str(path.relative_to(directory))
        if any(part.startswith(".") or part == "__pycache__" for part in Path(key).parts):
            continue
        if path.name.endswith(".pyc"):
            continue
        hashes[key] = hash_file(path)
    return dict(sorted(hashes.items()))


def save(output, hashes):
    output.mkdir(parents=True, exist_ok=True)
    manifest = {
        "manifest_version": "1.0.0",
        "step_name": "reference",
        "completed_at": datetime.now(timezone.utc).isoformat(),
        "input_hashes": hashes,
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    with tempfile.NamedTemporaryFile("w", dir=output, delete=False, encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, output / ".reference.manifest.json")
    return "saved"


def is_fresh(output, hashes):
    manifest_file = output / ".reference.manifest.json"
    if not output.is_dir() or not manifest_file.is_file():
        return "stale"
    with open(manifest_file, encoding="utf-8") as file:
        manifest = json.loads(file.read())
    return "fresh" if manifest["input_hashes"] == hashes else "stale"


def summary(hashes):
    """The hashes, each of them a number, combined by exclusive or: the same in any order."""
    combined = 0
    for value in hashes.values():
        combined ^= int(value, 16)
    return f"{combined:064x}"


def main(task, subject, output=None):
    repeats = 1
    if task == "hash":
        work = lambda: hash_directory(Path(subject))
    elif task == "check":
        save(Path(output), hash_directory(Path(subject)))
        work = lambda: is_fresh(Path(output), hash_directory(Path(subject)))
        repeats = CHECKS
    elif task == "save":
        hashes = hash_directory(Path(subject))
        work = lambda: save(Path(output), hashes)
    else:
        hashes = hash_directory(Path(subject))
        save(Path(output), hashes)
        work = lambda: is_fresh(Path(output), hashes)
    for _ in range(repeats):
        work()
    start = time.perf_counter()
    for _ in range(repeats):
        result = work()
    seconds = (time.perf_counter() - start) / repeats
    print(seconds, summary(result) if task == "hash" else result)


main(*sys.argv[1:])
