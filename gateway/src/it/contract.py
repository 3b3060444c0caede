#!/usr/bin/env python3
"""Holds recorded messages against the published contract with python3-jsonschema:  contract.py CONTRACT RECORDING FACTS

Prints how many came on each kind of topic, writes the facts for verify.py into FACTS, and ends with 1 at the first bad message.
"""
import base64, collections, hashlib, json, pathlib, sys, zlib
import jsonschema, referencing

contract, recording, facts_file = map(pathlib.Path, sys.argv[1:])
schemas = {path.stem: json.loads(path.read_text()) for path in contract.glob("*.json")}
registry = referencing.Registry().with_resources(
    (schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas.values())
validators = {name: jsonschema.Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}
counts, facts = collections.Counter(), {}

def hold(name, payload):
    for error in validators[name].iter_errors(json.loads(payload)):
        sys.exit(f"{name}.json does not describe {payload.decode()}: {'/'.join(map(str, error.path))}: {error.message}")

def fact(payload, signature, key):
    hold("fact", payload)
    said = json.loads(payload)
    if said["type"] not in schemas:
        sys.exit(f"no schema describes facts of type {said['type']}")
    name = (said["journal"], said["seq"])
    if facts.get(name, (payload, ""))[0] != payload:
        sys.exit(f"fact {name[1]} of journal {name[0]} came with two sets of bytes")
    if signature or name not in facts:
        facts[name] = (payload, f"\t{signature}\t{key}\n")

def batch(payload, signature, key):
    lines = zlib.decompressobj(wbits=31).decompress(payload, 256 * 1024 + 1).split(b"\n")
    if not 1 <= len(lines) <= 100:
        sys.exit(f"a batch of {len(lines)} facts")
    for i, line in enumerate(lines):
        if i > 0:
            prev = base64.urlsafe_b64encode(hashlib.sha256(lines[i - 1]).digest()).rstrip(b"=")
            lines[i] = line = line.replace(b'"prev":""', b'"prev":"' + prev + b'"', 1)
        last = i == len(lines) - 1
        fact(line, signature if last else "", key if last else "")
    counts["facts in batches"] += len(lines)

for text in recording.read_text().splitlines():
    message = json.loads(text)
    levels, payload, user = message["topic"].split("/"), base64.b64decode(message["payload"]), message["user"]
    kind = "/".join(levels[4:6] if levels[4] == "facts" else levels[4:])
    counts[kind] += 1
    will = kind == "status" and json.loads(payload)["state"] == "offline"  # some clients cannot give a will a content type
    if not will and message["contentType"] != ("application/gzip" if kind == "facts/backfill" else "application/json"):
        sys.exit(f"{message['topic']} has the content type {message['contentType']}")
    match levels[4:]:
        case ["facts", "live", type]:
            fact(payload, user["signature"], user["keyid"])
            if json.loads(payload)["type"] != type:
                sys.exit(f"{message['topic']} carries a fact of another type")
        case ["facts", "backfill"]: batch(payload, user["signature"], user["keyid"])
        case ["ack"]: hold("acknowledgement", payload)
        case ["status"]: hold("status", payload)
        case ["desired", "cards"]: hold("cards", payload)
        case ["command", "replay"]: hold("replay", payload)
        case ["response", _]: hold("replay-answer", payload)
        case _: sys.exit(f"the contract knows no topic {message['topic']}")

facts_file.write_bytes(b"".join(fact + rest.encode() for _, (fact, rest) in sorted(facts.items())))
for kind, count in sorted(counts.items()):
    print(f"{count:7}  {kind}")
