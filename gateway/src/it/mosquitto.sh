#!/usr/bin/env bash
# A real Mosquitto, the daemon and the simulator on pseudo-terminals: every fact of the journal arrives byte by byte, live or in a
# batch, what arrived checks with the contract's own scripts, and its small consumer stores and acknowledges all. Exits 0 only if all
# holds, 77 when a tool is missing, which it names.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
contract=$here/config/contract
port=${MOSQUITTO_PORT:-18830}
. "$here/gateway/src/it/started.sh"

PATH=$PATH:/usr/sbin
need mosquitto mosquitto
need mosquitto_sub mosquitto-clients
need openssl openssl
need python3 python3
make_platform_key
start_mosquitto "$port"

# topic, user properties and payload in hexadecimal, a tab between
mosquitto_sub -V 5 -q 1 -p "$port" -t 'steelyard/v1/+/hz-yuhang-0042/facts/#' -F '%t	%P	%x' >"$work/arrived.log" &
started+=($!)

mkfifo "$work/consumed"
mosquitto_sub -V 5 -q 1 -c -i backend -p "$port" -t 'steelyard/v1/+/+/facts/#' -F '%t %x' >"$work/consumed" &
started+=($!)
(cd "$work" && exec "$contract/consume.py" platform.key -p "$port") <"$work/consumed" >"$work/consumer.log" 2>&1 &
started+=($!)

cat >"$work/script.toml" <<TOML
[[device]]
name = "scale"
kind = "yaohua-continuous-0"
wire = "pty"
link = "$work/scale"
decimals = 2
division = "0.01"
max = "60.00"

[[device]]
name = "scanner"
kind = "scanner"
wire = "pty"
link = "$work/scanner"

[[bags]]
scale = "scale"
reader = "scanner"
count = 3
first_at = "8 s"
every = "8 s"
stay = "4 s"
weight_min = "0.500"
weight_max = "12.000"
seed = 7
code_prefix = "BAG-"
TOML
"$here/steelyard" sim --script "$work/script.toml" >"$work/sim.log" 2>&1 &
started+=($!)
wait_for "the pseudo-terminals" test -e "$work/scanner"

# the sample configuration, with this run's addresses
sed -e "s#/var/lib/steelyard#$work/data#" -e "s#127.0.0.1:1883#127.0.0.1:$port#" \
  -e "s#serial:/dev/serial/by-id/usb-1a86.*-port0#serial:$work/scale#" \
  -e "s#serial:/dev/serial/by-id/usb-scanner-if00#serial:$work/scanner#" \
  -e 's#^acknowledge_within = "60 s"#acknowledge_within = "1 h"#' \
  -e 's#127.0.0.1:8480#127.0.0.1:0#' \
  "$here/config/service-station.toml" >"$work/gateway.toml"
cp -r "$here/config/catalog" "$work/"
"$here/steelyard" check --config "$work/gateway.toml"
"$here/steelyard" run --config "$work/gateway.toml" >"$work/gateway.log" 2>&1 &
gateway=$!
started+=("$gateway")

three_weighings() { [ "$(grep -c ' committed #' "$work/gateway.log")" -ge 3 ]; }
wait_for "three weighings" three_weighings

exported() { "$here/steelyard" records export --data "$work/data"; }

property() { sed -n "s/.*$2:\\([^ ]*\\).*/\\1/p" <<<"$1"; }
bytes() { printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"; }

# What arrived, as a backend would keep it: fact, signature, key id; each once, by number.
unpacked() {
  while IFS=$'\t' read -r topic properties payload; do
    case "$topic" in
      */facts/backfill) bytes "$payload" | "$contract/unbatch.py" "$(property "$properties" signature)" "$(property "$properties" keyid)" ;;
      *) printf '%s\t%s\t%s\n' "$(bytes "$payload")" "$(property "$properties" signature)" "$(property "$properties" keyid)" ;;
    esac
  done <"$work/arrived.log" | sed 's/.*"seq":\([0-9]*\),.*/\1\t&/' | sort -n -u | cut -f2-
}

all_arrived() { [ "$(exported | wc -l)" -eq "$(unpacked | wc -l)" ]; }
wait_for "the arrival of every fact" all_arrived
mosquitto_pub -V 5 -q 1 -p "$port" -t steelyard/v1/hangzhou/hz-yuhang-0043/facts/backfill -m 'no batch' # must not stop the consumer
acknowledged() { [ "$(sed -n 's/.* acknowledged through #//p' "$work/gateway.log" | tail -n 1)" = "$(exported | wc -l)" ]; }
wait_for "the small consumer's acknowledgement of every fact" acknowledged
kill "$gateway"
wait "$gateway" || true

cmp <(exported | cut -f1) <(unpacked | cut -f1) || die "what arrived is not what was journaled"
unpacked | "$contract/verify.py" "$work/data/gateway.pub" || die "what arrived does not check"

# the check can fail: one changed byte must not pass
if unpacked | sed '2s/"at":"2/"at":"3/' | "$contract/verify.py" "$work/data/gateway.pub" >/dev/null 2>&1; then
  die "a changed fact passed"
fi

"$here/steelyard" records verify --data "$work/data"
echo "Mosquitto saw all $(unpacked | wc -l) facts of the journal, byte by byte; openssl checked what vouches for them; the small consumer stored and acknowledged them."
