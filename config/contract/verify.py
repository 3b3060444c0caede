#!/usr/bin/env python3
"""Checks facts with the gateway's public key and openssl alone; it uses no code of the gateway.

    steelyard records export --data DIR | ./verify.py gateway.pub

Each line of the input: the fact's exact bytes, its signature in Base64, the key id; separated by tabs. One journal, from its
first fact on, sorted by seq, each fact once.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def signed(fact, signature, public_key):
    with tempfile.NamedTemporaryFile() as message, tempfile.NamedTemporaryFile() as proof:
        message.write(fact), message.flush()
        proof.write(signature), proof.flush()
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public_key, "-rawin",
                               "-in", message.name, "-sigfile", proof.name], capture_output=True).returncode == 0

def link(fact):
    return base64.urlsafe_b64encode(hashlib.sha256(fact).digest()).rstrip(b"=").decode()

def main(public_key):
    journal, seq, prev = None, 0, base64.urlsafe_b64encode(bytes(32)).rstrip(b"=").decode()
    for line in sys.stdin.buffer:
        fact, signature, _ = line.rstrip(b"\n").split(b"\t")
        said = json.loads(fact)
        seq += 1
        journal = journal or said["journal"]
        if said["journal"] != journal or said["seq"] != seq:
            sys.exit(f"fact {seq} is missing: fact {said['seq']} of journal {said['journal']} stands in its place")
        if said["prev"] != prev:
            sys.exit(f"fact {seq} does not name the one before it")
        if not signed(fact, base64.b64decode(signature), public_key):
            sys.exit(f"fact {seq} is not signed by this gateway")
        prev = link(fact)
    print(f"{seq} facts of journal {journal}: numbers, chain and signatures hold") if seq else sys.exit("there are no facts")

if len(sys.argv) != 2 or not os.path.isfile(sys.argv[1]):
    sys.exit("name the file with the gateway's public key: verify.py gateway.pub")
try:
    main(sys.argv[1])
except ValueError:
    sys.exit("a line is not fact, signature and key id, separated by tabs")
