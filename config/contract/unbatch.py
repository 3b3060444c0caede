#!/usr/bin/env python3
"""Turns the payload of facts/backfill into lines for verify.py:  ./unbatch.py SIGNATURE KEYID < payload

SIGNATURE and KEYID are the message's user properties. From the second fact on prev comes empty and is put in again.
"""
import base64, hashlib, sys, zlib

plain = zlib.decompressobj(wbits=31).decompress(sys.stdin.buffer.read(), 256 * 1024 + 1)
facts = plain.split(b"\n")
if len(plain) > 256 * 1024 or len(facts) > 100:
    sys.exit("more than a batch may hold")
for i in range(1, len(facts)):
    prev = base64.urlsafe_b64encode(hashlib.sha256(facts[i - 1]).digest()).rstrip(b"=")
    facts[i] = facts[i].replace(b'"prev":""', b'"prev":"' + prev + b'"', 1)
for i, fact in enumerate(facts):
    last = i == len(facts) - 1
    print(fact.decode(), sys.argv[1] if last else "", sys.argv[2] if last else "", sep="\t")
