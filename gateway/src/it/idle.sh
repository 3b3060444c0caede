#!/usr/bin/env bash
# How much of a core the daemon takes while its scale and its readers are attached and silent, and which of its threads: from the
# kernel's own account over a minute, a quarter of an hour after its start. idle.sh [seconds]. Exits 0 at or under 0.2 %, 1 above, 77
# when mosquitto or openssl is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
steelyard=${STEELYARD:-$here/steelyard}
seconds=${1:-60}
port=${MOSQUITTO_PORT:-$((20000 + RANDOM % 10000))}
while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done # somebody listens there
. "$here/gateway/src/it/started.sh"

PATH=$PATH:/usr/sbin
need mosquitto mosquitto
need openssl openssl
start_mosquitto "$port"

# Three devices that speak only when a card is held over them, and none is; one of them stands in for the scale.
for device in scale bags cards; do
  printf '[[device]]\nname = "%s"\nkind = "em-18"\nwire = "pty"\nlink = "%s"\n\n' "$device" "$work/$device"
done >"$work/script.toml"
"$steelyard" sim --script "$work/script.toml" >"$work/sim.log" 2>&1 &
started+=($!)
wait_for "the pseudo-terminals" test -e "$work/cards"

make_platform_key
cat >"$work/gateway.toml" <<TOML
[gateway]
id = "idle-0001"
city = "trial"
data = "$work/data"
reserve = "1 MB"

[kiosk]
listen = "127.0.0.1:0"

[uplink]
broker = "tcp://127.0.0.1:$port"
platform_key = "platform.pub"
acknowledge_within = "1 h"

[[station]]
name = "bay-1"

[station.scale]
name = "bay-1-scale"
dialect = "yaohua-continuous-0"
link = "serial:$work/scale"
unit = "kg"
division = "0.01"
max = "60.00"

[[station.reader]]
name = "bay-1-bags"
dialect = "scanner"
reads = "bag"
link = "serial:$work/bags"

[[station.reader]]
name = "bay-1-cards"
dialect = "em-18"
reads = "household"
link = "serial:$work/cards"
TOML
"$steelyard" run --config "$work/gateway.toml" >"$work/gateway.log" 2>&1 &
daemon=$!
started+=("$daemon")
wait_for "the uplink's connection" grep -q 'uplink connected' "$work/gateway.log"
sleep "${SETTLING:-780}" # what wakes every two seconds is compiled late

# name and nanoseconds on a core, a thread a line; the kernel's schedstat begins with the latter
account() {
  local task
  for task in /proc/"$daemon"/task/*; do
    printf '%s %s %s\n' "$(basename "$task")" "$(cut -d' ' -f1 "$task/schedstat")" "$(tr ' ' '_' <"$task/comm")"
  done | sort
}
account >"$work/before"
sleep "$seconds"
account >"$work/after"

join "$work/before" "$work/after" | awk -v seconds="$seconds" '
  { spent = $4 - $2; total += spent; if (spent > 0) printf "%8.3f ms/s  %s\n", spent / seconds / 1e6, $3 | "sort -rn" }
  END {
    close("sort -rn")
    percent = total / seconds / 1e7
    printf "idle: %.3f %% of a core over %d s\n", percent, seconds
    exit percent > 0.2
  }'
