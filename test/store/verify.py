#!/usr/bin/env python3
"""A second verifier of Tocsin packs, written from docs/verification.md alone, with Python's standard library.

usage: verify.py PACK...

Prints {"faults": [...], "signatures": "checked" | "not checked"} for each pack and exits with 1 if any has faults. Signatures
are checked with the openssl program (3.0 or later) where there is one; all else needs nothing but SHA-256.
"""
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile

GENESIS = "0" * 64
SPKI_PREFIX = bytes.fromhex("302a300506032b6570032100")
SIGNATURE = re.compile("[0-9a-f]{128}")
KEY = re.compile("[0-9a-f]{64}")


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def signed(key, text, signature):
    if not KEY.fullmatch(key) or not SIGNATURE.fullmatch(signature):
        return False
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (
            ("key", SPKI_PREFIX + bytes.fromhex(key)),
            ("text", text.encode("utf-8")),
            ("signature", bytes.fromhex(signature)),
        ):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        asked = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", f"{folder}/key",
                 "-in", f"{folder}/text", "-sigfile", f"{folder}/signature"]
        return subprocess.run(asked, capture_output=True).returncode == 0


class Verifier:
    def __init__(self, openssl):
        self.openssl = openssl
        self.faults = set()
        self.previous_checkpoint = GENESIS
        self.count = {"checkpoints": 0, "incidents": 0, "events": 0}
        self.expected = {}  # incident -> version -> hash
        self.incident = None
        self.end = None

    def checkpoint(self, line, whole):
        self.count["checkpoints"] += 1
        record = json.loads(line["record"])
        if sha256(line["record"]) != line["hash"]:
            self.faults.add("checkpoint-changed")
        if record["number"] != self.count["checkpoints"] or record["previous"] != self.previous_checkpoint:
            self.faults.add("checkpoint-broken")
        if self.openssl and not signed(record["key"], line["record"], line["signature"]):
            self.faults.add("signature-wrong")
        shown = {sha256(canonical(head)) for head in line["heads"]}
        if not shown <= set(record["heads"]) or (whole and shown != set(record["heads"])):
            self.faults.add("checkpoint-heads-differ")
        for head in line["heads"]:
            self.expected.setdefault(head["incident"], {})[head["version"]] = head["hash"]
        self.previous_checkpoint = line["hash"]

    def begin(self, line):
        self.finish_incident()
        self.count["incidents"] += 1
        self.incident = line
        self.version, self.head = 0, GENESIS
        self.present, self.absent, self.named = set(), set(), set()

    def event(self, line):
        self.count["events"] += 1
        version = line["version"]
        if version != self.version + 1:
            self.faults.add("gap")
        if sha256(line["record"]) != line["hash"]:
            self.faults.add("record-changed")
        record = json.loads(line["record"])
        place = (record["incident"], record["version"], record["previous"])
        if place != (line["incident"], version, self.head) or line["incident"] != self.incident["incident"]:
            self.faults.add("chain-broken")
        self.text(line, record.get("text"))
        if record["event"]["type"] == "redacted" and record["event"]["version"] < version:
            self.named.add(record["event"]["version"])
        known = self.expected.get(line["incident"], {}).pop(version, line["hash"])
        if known != line["hash"]:
            self.faults.add("head-differs")
        self.version, self.head = version, line["hash"]

    def text(self, line, text):
        if line["textPart"] is not None and line["salt"] is not None:
            self.present.add(line["version"])
            if text is None:
                self.faults.add("chain-broken")
            elif sha256(line["salt"] + line["textPart"]) != text["commitment"]:
                self.faults.add("text-changed")
        elif text is not None:
            self.absent.add(line["version"])

    def finish_incident(self):
        if self.incident is None:
            return
        if self.absent - self.named:
            self.faults.add("text-missing")
        if self.present & self.named:
            self.faults.add("text-not-redacted")
        cut = self.expected.pop(self.incident["incident"], {})
        if self.version < self.incident["version"] or cut:
            self.faults.add("tail-cut")
        elif (self.version, self.head) != (self.incident["version"], self.incident["hash"]):
            self.faults.add("head-differs")
        self.incident = None

    def finish(self):
        self.finish_incident()
        if self.expected:
            self.faults.add("vanished")
        if self.end is None or any(self.end[name] != count for name, count in self.count.items()):
            self.faults.add("pack-cut")


def verify(lines, openssl):
    verifier = Verifier(openssl)
    header = json.loads(next(lines))
    if header["line"] != "header" or header["pack"] != "tocsin" or header["format"] != 1:
        return {"format-unknown"}
    for line in map(json.loads, lines):
        if line["line"] == "checkpoint":
            verifier.checkpoint(line, "incident" not in header)
        elif line["line"] == "incident":
            verifier.begin(line)
        elif line["line"] == "event":
            verifier.event(line)
        elif line["line"] == "end":
            verifier.end = line
    verifier.finish()
    return verifier.faults


def openssl_is_here():
    if shutil.which("openssl") is None:
        return False
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True).stdout
    return re.match(r"OpenSSL ([3-9]|\d\d)", version) is not None


if __name__ == "__main__":
    openssl = openssl_is_here()
    faulty = False
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as pack:
            found = sorted(verify(iter(pack), openssl))
        faulty = faulty or bool(found)
        print(json.dumps({"faults": found, "signatures": "checked" if openssl else "not checked"}))
    sys.exit(1 if faulty else 0)
