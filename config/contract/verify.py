#!/usr/bin/env python3
"""Checks facts with the gateway's public key and openssl alone:  steelyard records export --data DIR | ./verify.py gateway.pub

A line: the fact's exact bytes, its signature in Base64, the key id; separated by tabs. One journal, from its first fact on, sorted
by seq, each fact once. A fact without a signature (one of a batch) is vouched for by the next signed one after it.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

def signed(fact, signature, public_key):
    with tempfile.NamedTemporaryFile() as message, tempfile.NamedTemporaryFile() as proof:
        message.write(fact), message.flush()
        proof.write(signature), proof.flush()
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public_key, "-rawin",
                               "-in", message.name, "-sigfile", proof.name], capture_output=True).returncode == 0

def main(public_key):
    journal, seq, vouched, digest = None, 0, 0, bytes(32)
    for line in sys.stdin.buffer:
        fact, signature, _ = line.rstrip(b"\n").split(b"\t")
        said, seq = json.loads(fact), seq + 1
        journal = journal or said["journal"]
        if said["journal"] != journal or said["seq"] != seq:
            sys.exit(f"fact {seq} is missing: fact {said['seq']} of journal {said['journal']} stands in its place")
        if said["prev"] != base64.urlsafe_b64encode(digest).rstrip(b"=").decode():
            sys.exit(f"fact {seq} does not name the one before it")
        if signature and not signed(fact, base64.b64decode(signature), public_key):
            sys.exit(f"fact {seq} is not signed by this gateway")
        vouched, digest = seq if signature else vouched, hashlib.sha256(fact).digest()
    if seq == 0 or vouched < seq:
        sys.exit(f"no signed fact vouches for facts {vouched + 1} to {seq}" if seq else "there are no facts")
    print(f"{seq} facts of journal {journal}: numbers, chain and signatures hold")

if len(sys.argv) != 2 or not os.path.isfile(sys.argv[1]):
    sys.exit("name the file with the gateway's public key: verify.py gateway.pub")
try:
    main(sys.argv[1])
except ValueError:
    sys.exit("a line is not fact, signature and key id, separated by tabs")
