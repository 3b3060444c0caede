#!/usr/bin/env bash
# A hundred kill -9 in the middle of work leave no file behind, and nothing is ever executed out of a folder that can be written to. As
# in the unit's sandbox all is read-only but the daemon's folder and empty file systems in memory at the usual places for what nobody
# should find; neither may hold programs or libraries. Their files are listed before and after.
# killed.sh [times]. Needs root, for the mounts in a namespace of its own. Exits 0 when it held, 1 when not, 77 when something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
export TMPDIR=$here/gateway/target # beside, not below, what the namespace replaces
mkdir -p "$TMPDIR"
. "$here/gateway/src/it/started.sh"
unset TMPDIR
need dpkg-deb dpkg
[ "$(id -u)" = 0 ] || {
  echo "SKIPPED: mounts file systems; run as root" >&2
  exit 77
}
. "$here/systemd/it/unpacked.sh"
. "$here/systemd/it/site.sh"
times=${1:-100}
make_config data >"$work/gateway.toml"

cat >"$work/inside.sh" <<'INSIDE'
set -euo pipefail
work=$1 packaged=$2 times=$3
mkdir -p "$work/data" "$work/log"
mount --make-rprivate /
hidden="/tmp /var/tmp /dev/shm /run /root"
mount --bind "$work" "$work"
mount --bind "$work/data" "$work/data"
mount -o remount,bind,noexec "$work/data"
for folder in $hidden; do mount -t tmpfs -o noexec tmpfs "$folder"; done
mount -o remount,bind,ro /
! touch /etc/steelyard-writable 2>/dev/null || exit 1 # the namespace is what it should be
cp /bin/true "$work/data/program"
! "$work/data/program" 2>/dev/null || exit 1
rm "$work/data/program"
files() { find "$work/data" $hidden -type f | sort; }
cd "$work/data"

start() {
  : >"$work/log/gateway.log"
  "$packaged" run --config "$work/gateway.toml" >"$work/log/gateway.log" 2>&1 </dev/null &
  daemon=$!
  for _ in $(seq 600); do
    if grep -q 'uplink connected' "$work/log/gateway.log"; then return; fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.1
  done
  echo "FAILED: the daemon does not start in there:" >&2
  cat "$work/log/gateway.log" >&2
  exit 1
}
stop() { kill "$daemon"; wait "$daemon" || true; }

start
stop
files >"$work/before"
for kill in $(seq "$times"); do
  start
  sleep "0.$((RANDOM % 10))"
  kill -9 "$daemon"
  wait "$daemon" 2>/dev/null || true
done
files | grep -v 'journal[.]db-\(wal\|shm\)$' >"$work/killed" # SQLite's own, which the next start takes up
start
stop
files >"$work/after"
INSIDE
unshare --mount bash "$work/inside.sh" "$work" "$packaged" "$times" || exit 1
echo "files that it keeps:"
cat "$work/before"
if ! diff "$work/before" "$work/killed" || ! diff "$work/before" "$work/after"; then
  echo "FAILED: $times kill -9 left files (>) that an orderly stop does not (<)" >&2
  exit 1
fi
echo "well: $times kill -9 left no new file"
