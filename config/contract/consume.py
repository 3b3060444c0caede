#!/usr/bin/env python3
"""Stores each fact once, in facts.db, and acknowledges:

mosquitto_sub -V 5 -q 1 -c -i backend -h BROKER -t 'steelyard/v1/+/+/facts/#' -F '%t %x' | ./consume.py platform.key -h BROKER

Does not look at chain and signatures: unbatch.py and verify.py do.
"""
import base64, subprocess, tempfile, zlib

import gzip, json, sqlite3, sys
db = sqlite3.connect("facts.db")
db.execute("CREATE TABLE IF NOT EXISTS fact (gateway, journal, seq, fact, PRIMARY KEY (gateway, journal, seq))")
def store(topic, message):
    for fact in gzip.decompress(message).split(b"\n") if topic.endswith("/backfill") else [message]:
        key = topic.split("/")[3], json.loads(fact)["journal"], json.loads(fact)["seq"]
        db.execute("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)", (*key, fact.decode()))
    db.commit()
    return key[:2]

def acknowledge(topic, gateway, journal):
    through, = db.execute("SELECT count(*) FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS nth FROM fact "
                          "WHERE gateway = ? AND journal = ?) WHERE seq = nth", (gateway, journal)).fetchone()
    after, = db.execute("SELECT min(seq) FROM fact WHERE gateway = ? AND journal = ? AND seq > ?", (gateway, journal, through)).fetchone()
    hole = {"seen": after, "missing": [[through + 1, after - 1]]} if after else {"missing": []}
    with tempfile.NamedTemporaryFile() as word:
        word.write(json.dumps({"journal": journal, "through": through, **hole}).encode()), word.flush()
        signature = base64.b64encode(subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", sys.argv[1], "-in", word.name],
                                                    check=True, capture_output=True).stdout).decode()
        subprocess.run(["mosquitto_pub", "-V", "5", "-q", "1", "-r", "-t", "/".join(topic.split("/")[:4]) + "/ack",
                        "-D", "publish", "user-property", "signature", signature, "-f", word.name, *sys.argv[2:]], check=True)

if len(sys.argv) < 2:
    sys.exit("name the platform's signing key, and how mosquitto_pub finds the broker: consume.py platform.key [-h BROKER] [-p PORT]")
for line in sys.stdin:
    topic, payload = line.split()
    try:
        journal = store(topic, bytes.fromhex(payload))
    except (ValueError, TypeError, KeyError, EOFError, OSError, zlib.error, sqlite3.Error) as unreadable:
        db.rollback()
        print(f"dropped what came on {topic}: {unreadable!r}", file=sys.stderr)
        continue
    acknowledge(topic, *journal)
