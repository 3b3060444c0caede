#!/usr/bin/env bash
# A day: the demo with an outage and kills, every message recorded by a subscriber and held against config/contract by
# python3-jsonschema, which is no code of this project; then the whole chain by verify.py. Shows that a changed schema is noticed.
# Needs python3-jsonschema 4.18 or later and openssl. Usage: contract.sh [BAGS [OUTAGE_SECONDS [KILLS [SITE]]]]; 300 60 5 is a day at
# a station and takes ten minutes, 40 60 2 smart-bin one at a bin. Exits 0 only if all holds.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
bags=${1:-60}
outage=${2:-40}
kills=${3:-1}
site=${4:-service-station}
contract=$here/config/contract
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

die() {
  echo "FAILED: $1" >&2
  exit 1
}

python3 -c 'import jsonschema, referencing' 2>/dev/null || die "python3-jsonschema is missing, or older than 4.18 (package python3-jsonschema of Debian 13, or pip)"
command -v openssl >/dev/null || die "openssl is missing (package openssl)"

"$here/steelyard" demo --site "$site" --bags "$bags" --outage "$outage" --kills "$kills" --record "$work/messages" --data "$work/demo" >"$work/demo.log" 2>&1 ||
  { tail -n 20 "$work/demo.log" >&2; die "the demo did not hold"; }

python3 "$here/gateway/src/it/contract.py" "$contract" "$work/messages" "$work/facts" >"$work/counts" ||
  die "a message is not what the contract says"
cat "$work/counts"
for kind in facts/live facts/backfill status ack; do
  grep -q " $kind\$" "$work/counts" || die "nothing came on $kind"
done
"$contract/verify.py" "$work/demo/gateway/gateway.pub" <"$work/facts" || die "the chain does not hold"

measured='s/"unit": { "type": "string"/"unit": { "type": "number"/ weighing'
[ "$site" = smart-bin ] && measured='s/"bin": { "type": "string"/"bin": { "type": "number"/ deposit'
for change in "$measured" 's/"enum": \["online"/"enum": ["on"/ status' \
  's/"through": { "type": "integer"/"through": { "type": "string"/ acknowledgement'; do
  cp -r "$contract" "$work/changed"
  sed -i "${change% *}" "$work/changed/${change##* }.json"
  cmp -s "$contract/${change##* }.json" "$work/changed/${change##* }.json" && die "nothing was changed in ${change##* }.json"
  if python3 "$here/gateway/src/it/contract.py" "$work/changed" "$work/messages" "$work/facts" >/dev/null 2>"$work/said"; then
    die "a changed ${change##* }.json was not noticed"
  fi
  echo "noticed: $(cut -c 1-60 "$work/said")…"
  rm -r "$work/changed"
done
echo "PASS: $(wc -l <"$work/messages") messages of a day of $bags bags at a $site with $outage s of outage and $kills kills fit the contract"
