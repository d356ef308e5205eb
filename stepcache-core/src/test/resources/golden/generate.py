"""Build the tree of tree.json and print what the reference's hash_directory says of it (see README.md)."""
import importlib.util, json, sys, tempfile
from pathlib import Path

spec = importlib.util.spec_from_file_location("reference", sys.argv[1])
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)

golden = []
with tempfile.TemporaryDirectory() as root:
    for entry in json.loads(Path(__file__).with_name("tree.json").read_text("utf-8")):
        path = Path(root, entry["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        if "link" in entry:
            path.symlink_to(entry["link"])
        else:
            path.write_bytes((entry["text"] * entry.get("times", 1)).encode("utf-8"))
    for extensions in [], [".csv"], [".csv", ".gz"], [".CSV"], [".é"], [".txt"]:
        hashes = reference.hash_directory(Path(root), extensions=frozenset(extensions))
        golden.append({"extensions": extensions, "hashes": hashes})
print(json.dumps(golden, indent=2, ensure_ascii=False))
