#!/usr/bin/env bash
# A healthy daemon is never restarted, whatever its world does: an hour of the worst day. The packaged daemon runs the demo's service
# station (three scales, three readers, clerks who weigh all the time) under manager.py, which hears and kills as systemd does with the
# unit's WatchdogSec, while one thing after the other goes wrong around it, and some at once. In the end it must be the process that was
# started, and the history checker must find each weighing that a clerk was told of at the platform, once, and nothing else.
# worstday.sh [minutes=60]. Needs root, for a small disk. Exits 0 when it held, 1 when not, 77 when something is missing.
set -euo pipefail
[ "$(id -u)" = 0 ] || {
  echo "SKIPPED: mounts a small file system; run as root" >&2
  exit 77
}
[ -n "${WORSTDAY:-}" ] || WORSTDAY=1 exec unshare --mount --propagation private "$0" "$@" # what it mounts goes with it
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/gateway/src/it/started.sh"
need dpkg-deb dpkg
need mkfs.ext4 e2fsprogs
need fsfreeze util-linux
need curl curl
need python3 python3
faketime=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -n 1)
[ -n "$faketime" ] || need libfaketimeMT.so.1 libfaketime
. "$here/systemd/it/unpacked.sh"

minutes=${1:-60}
[ "$minutes" -ge 8 ] || die "one thing after the other takes 8 minutes at least, not $minutes"
peace_seconds=30 # in the end nothing goes wrong any more; the judge then waits until everything has arrived
longest_seconds=90 # a fault and the weighing after it
watchdog_seconds=$(sed -n 's/^WatchdogSec=//p' "$here/systemd/steelyard.service")
site=$work/site
port=$((20000 + RANDOM % 10000)) # the network's, of those that nobody is given while it is down
while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done

# Its disk has room for a day like this and not for much more.
mkdir -p "$site/gateway"
truncate --size 48M "$work/disk"
mkfs.ext4 -q -F -m 0 "$work/disk"
mount -o loop "$work/disk" "$site/gateway"
trap 'fsfreeze --unfreeze "$site/gateway" 2>/dev/null || true; umount --lazy "$site/gateway" || true; cleanup' EXIT

# What the demo takes for the gateway: the package under the manager, behind cables and a network that can fail.
echo +0 >"$work/calendar"
mkfifo "$work/faults"
cat >"$work/gateway" <<GATEWAY
#!/usr/bin/env bash
set -euo pipefail
if [ "\$1" = run ]; then
  cd "$site"
  broker=\$(sed -n 's#^broker = "tcp://127.0.0.1:\([0-9]*\)"#\1#p' gateway.toml)
  sed -i -e "s#^broker = .*#broker = \"tcp://127.0.0.1:$port\"#" -e 's#^data = .*#&\nreserve = "1 MB"#' \
    -e 's#serial:$site/dev/#serial:$site/cable/#' gateway.toml
  mkdir cable
  for device in dev/*; do cables+=(--cable "\$device" "cable/\$(basename "\$device")"); done
  python3 "$here/systemd/it/faults.py" "\${cables[@]}" --network $port "\$broker" <"$work/faults" >"$work/faults.log" 2>&1 &
  until grep -q ready "$work/faults.log"; do sleep 0.1; done
  export FAKETIME_TIMESTAMP_FILE=$work/calendar FAKETIME_NO_CACHE=1 DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0
  exec python3 "$here/systemd/it/manager.py" \
    --watchdog "$watchdog_seconds" --starts 100 env LD_PRELOAD="$faketime" "$packaged" "\$@" \
    > >(exec tee --output-error=warn-nopipe "$work/manager.log") # the demo stops listening before the daemon stops speaking
fi
exec "$packaged" "\$@"
GATEWAY
chmod +x "$work/gateway"
"$here/steelyard" demo --gateway "$work/gateway" --data "$site" --minutes "$minutes" >"$work/demo.log" 2>&1 &
demo=$!
started+=("$demo")
exec 3>"$work/faults"
wait_for "readiness" grep -q ' READY=1$' "$work/manager.log"
wait_for "the uplink" grep -q ' uplink connected$' "$work/manager.log"
began=$SECONDS
page=http://$(sed -n 's/^listen = "\(.*\)"/\1/p' "$site/gateway.toml")

say() { printf '%3d:%02d  %s\n' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60)) "$1"; }
fault() { echo "$1" >&3; }
scales() { for bay in 1 2 3; do fault "$1 bay-$bay-scale"; done; }
weighings() { grep -c ' committed #' "$work/manager.log" || true; }

broker_is_away() {
  say "the broker refuses connections for a minute"
  fault down
  sleep 60
  fault up
}
black_hole() {
  say "the network swallows everything for 40 s, and no connection ends"
  fault hole
  sleep 40
  fault up
}
not_authorised() {
  say "the broker does not admit the gateway for 20 s"
  fault refuse
  sleep 20
  fault up
}
flapping() {
  say "the network comes and goes, 20 times in 20 s"
  for _ in $(seq 20); do
    fault down
    sleep 0.5
    fault up
    sleep 0.5
  done
}
unplugged() {
  say "each scale is pulled out and put back, one of them ten times in a row"
  scales unplug
  sleep 5
  scales plug
  for _ in $(seq 10); do
    fault "unplug bay-1-scale"
    sleep 0.3
    fault "plug bay-1-scale"
    sleep 0.7
  done
}
noise() {
  say "40 KB of noise on each line"
  for _ in $(seq 10); do
    for cable in "$site"/cable/*; do fault "noise $(basename "$cable")"; done
    sleep 0.5
  done
}
disk_full() {
  say "the disk is full for 20 s"
  dd if=/dev/zero of="$site/gateway/ballast" bs=64K 2>/dev/null || true
  sleep 20
  rm "$site/gateway/ballast"
}
disk_hangs() {
  say "the disk answers nothing for 25 s"
  fsfreeze --freeze "$site/gateway"
  sleep 25
  fsfreeze --unfreeze "$site/gateway"
}
crowd() {
  say "eight others want the processors for 30 s, and as many the pages"
  local others=()
  for _ in 1 2 3 4 5 6 7 8; do
    timeout 30 sh -c 'while :; do :; done' &
    others+=($!)
    timeout 30 sh -c "while :; do curl --silent --max-time 5 --output /dev/null $page/health || sleep 0.1; done" &
    others+=($!)
  done
  wait "${others[@]}" || true
}
calendar() {
  say "the calendar jumps ten years ahead and back; the scales are unplugged, for the judge believes calendars"
  scales unplug
  sleep 3
  echo +3652d >"$work/calendar"
  sleep 15
  echo +0 >"$work/calendar"
  sleep 15
  scales plug
}
all_at_once() {
  say "all of it at once: no network, a full disk, noise, no processor"
  fault down
  disk_full >/dev/null &
  local full=$!
  crowd >/dev/null &
  local crowded=$!
  noise >/dev/null
  wait "$full" "$crowded"
  fault up
}

while :; do
  for what in not_authorised broker_is_away unplugged disk_full noise black_hole crowd disk_hangs flapping calendar all_at_once; do
    [ $((SECONDS - began)) -lt $((minutes * 60 - peace_seconds - longest_seconds)) ] || break 2
    kill -0 "$demo" 2>/dev/null || die "the demo ended"
    $what
    before=$(weighings)
    wait_for "weighing after \"$what\"" eval '[ "$(weighings)" -gt "$before" ]'
  done
done
say "peace"
wait "$demo" || die "the judge's verdict is not clean"
exec 3>&-

sed -n '/^History checker/,$p' "$work/demo.log" | head -n 9
[ "$(grep -c ' started [0-9]*$' "$work/manager.log")" = 1 ] || die "the daemon was started again"
wait_for "the manager's last word" grep -q ' ended 143$' "$work/manager.log"
silent=$(sed -n 's/.* was silent for at most \(.*\) s$/\1/p' "$work/manager.log")
awk -v silent="$silent" -v most="$watchdog_seconds" 'BEGIN { exit silent > most / 2 }' || die "the watchdog was not fed for $silent s"
felt() { grep -q "$1" "${2:-$work/manager.log}" || die "it did not notice: $1"; }
felt "uplink offline: .*not authori[sz]ed"
felt "uplink offline: .*Connection refused"
felt "the device is gone"
felt "not recorded: the disk is full"
felt "check its dialect, line settings and cable"
felt '"clock".*"byMs":3155' "$site/platform-facts.tsv" # ten years
echo "well: one process for $minutes minutes, $(weighings) weighings; the watchdog was fed every $silent s or sooner"
