"""The two functions of the reference that read and write manifests, in short; `at` fixes the time."""

import json
from datetime import datetime, timezone

AT = datetime(2026, 3, 4, 5, 6, 7, 89012, timezone.utc)


def save_step_manifest(step_name, output_dir, input_hashes, *, artifact_versions=None, extra_metadata=None, at=AT):
    body = {
        "manifest_version": "1.0.0",
        "step_name": step_name,
        "completed_at": at.isoformat(),
        "input_hashes": input_hashes,
    }
    if artifact_versions:
        body["artifact_versions"] = artifact_versions
    if extra_metadata:
        body["extra"] = extra_metadata
    path = output_dir / f".{step_name}.manifest.json"
    text = json.dumps(body, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    path.write_bytes(text.encode("utf-8"))
    return path


def is_step_fresh(step_name, output_dir, current_input_hashes, *, artifact_versions=None, required_outputs=None):
    path = output_dir / f".{step_name}.manifest.json"
    if not path.is_file():
        return False
    try:
        manifest = json.loads(path.read_bytes().decode("utf-8"))
    except json.JSONDecodeError:
        return False
    if not isinstance(manifest, dict):
        return False
    recorded = manifest.get("input_hashes", {})
    if not isinstance(recorded, dict) or recorded != current_input_hashes:
        return False
    if artifact_versions:
        versions = manifest.get("artifact_versions", {})
        if any(versions.get(key) != value for key, value in artifact_versions.items()):
            return False
    return all((output_dir / name).exists() for name in required_outputs or [])
