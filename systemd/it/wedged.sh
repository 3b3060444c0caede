#!/usr/bin/env bash
# A loop of the running daemon is wedged, as a hanging disk would wedge it: the status must name it, and the manager must have started
# the daemon again within 90 s, ready. wedged.sh [THREAD …], by default the journal's, the uplink's and the watchdog's; a link that hangs in
# its port is the watchdog's business, which replaces it within seconds. The manager is manager.py, which hears, kills and starts as
# systemd does. Exits 0 when all held, 1 when not, 77 when something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/gateway/src/it/started.sh"
need dpkg-deb dpkg
. "$here/systemd/it/unpacked.sh"
. "$here/systemd/it/site.sh"

seconds_max=90
threads=("$@")
[ $# -gt 0 ] || threads=(journal uplink watchdog)
make_config data >"$work/gateway.toml"
python3 "$here/systemd/it/manager.py" --watchdog "$(sed -n 's/^WatchdogSec=//p' "$here/systemd/steelyard.service")" \
  --starts 100 "$packaged" run --config "$work/gateway.toml" >"$work/manager.log" 2>"$work/gateway.log" &
manager=$!
started+=("$manager")

readies() { grep -c ' READY=1$' "$work/manager.log" || true; }
ready_again() { [ "$(readies)" -gt "$before" ]; }
before=0
wait_for "readiness" ready_again

for thread in "${threads[@]}"; do
  before=$(readies)
  pid=$(sed -n 's/.* started //p' "$work/manager.log" | tail -n 1)
  began=$SECONDS
  python3 "$here/systemd/it/wedge.py" "$pid" "$thread" >"$work/wedge.log" 2>&1 &
  wedge=$!
  started+=("$wedge")
  wait_for "wedging $thread" grep -q wedged "$work/wedge.log"
  until ready_again; do
    [ $((SECONDS - began)) -le "$seconds_max" ] || die "wedged in $thread it was not restarted within $seconds_max s"
    sleep 0.2
  done
  took=$((SECONDS - began))
  wait "$wedge" || true
  told=$(grep "STATUS=no progress" "$work/manager.log" | tail -n 1)
  [[ "$told" == *"$thread"* ]] || die "the status named another loop than $thread: $told"
  grep -q "no progress for 40 s in $thread.*it is at" "$work/manager.log" "$work/gateway.log" || die "the log does not say where $thread hung"
  echo "wedged in $thread: ${told#* }; ready again after $took s"
done
kill "$manager"
wait "$manager" || true
grep -q ' STOPPING=1$' "$work/manager.log" || die "its end was not announced"
echo "well: each wedged loop was named and the daemon restarted within $seconds_max s"
