#!/usr/bin/env bash
# An emulated Pi, all of it: QEMU without KVM runs Debian 13 for arm64 with systemd, a GPIO chip, USB serial adapters that can be pulled
# out, and no network but one address with a broker. Our arm64 package is installed in it with dpkg, and the real unit runs:
#   - 20 bags at three scales and three readers, each behind a USB adapter; one is pulled out and plugged in again, and the machine's
#     power is cut in the middle: QEMU dies, and of what its disk had not flushed half is lost
#   - visitors at a smart bin whose locks, lids, buttons and detectors are on the machine's GPIO chip
#   - the package is removed
# Both sites are the demo's own, so the history checker judges them. Takes some twenty minutes; its log is gateway/target/pi/pi.log.
# Needs root, and the package: mvn -Ppackage -DskipTests package. Debian is fetched once and kept in PACKAGE_CACHE.
# pi.sh [--bags N] [--sessions N] [--seed S]. Exits 0 when all held, 1 when not, 77 when something is missing, which it names.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/gateway/src/it/started.sh"
. "$here/gateway/src/it/board.sh"
. "$here/systemd/it/pi/image.sh"
bags=20 sessions=6 seed=7
while [ $# -gt 0 ]; do
  case "$1" in
    --bags) bags=$2 && shift ;;
    --sessions) sessions=$2 && shift ;;
    --seed) seed=$2 && shift ;;
    *) echo "pi.sh [--bags N] [--sessions N] [--seed S]" >&2 && exit 2 ;;
  esac
  shift
done

PATH=$PATH:/usr/sbin
need qemu-system-aarch64 qemu-system-arm
need qemu-aarch64-static qemu-user-static
need mmdebstrap mmdebstrap
need dtc device-tree-compiler
need cpio cpio
need xz xz-utils
need mkfs.ext4 e2fsprogs
need dpkg-deb dpkg
need python3 python3
[ "$(id -u)" = 0 ] || skip "makes a root file system; run as root"
package=$(find "$here/gateway/target/package" -maxdepth 1 -name 'steelyard_*_arm64.deb' 2>/dev/null | head -n 1)
[ -n "$package" ] || skip "the package is not there; make it with mvn -Ppackage -DskipTests package"
"$here/steelyard" --version >/dev/null # builds what is stale

cache=${PACKAGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/steelyard}
machine=$here/gateway/target/pi
rm -rf "$machine"
mkdir -p "$machine"
exec > >(tee "$machine/pi.log") 2>&1
gateway=$parts/gateway.py
export PI_MACHINE=$machine PI_BOARD="${board[*]}"

say() { printf '%02d:%02d  %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$1"; }
on_pi() { "$gateway" tell "$1"; }
check() { # what, command on the machine
  local said
  said=$(on_pi "$2") || {
    echo "$said"
    die "$1"
  }
  say "  $1${3:+: $(tail -n 1 <<<"$said")}"
}
is_up() { [ -S "$machine/tell.sock" ]; }
patiently() { # what, command …: an emulated machine takes its time, beside busy ones more of it
  local minutes=15
  until (wait_for "$@") 2>/dev/null; do
    minutes=$((minutes - 1))
    [ $minutes -gt 0 ] || die "$1 did not happen, see $machine/console.log"
  done
}
power_on() {
  "$gateway" run >>"$machine/machine.log" 2>&1 &
  powered=$!
  started+=("$powered")
  patiently "the machine's start" is_up
}
power_off() {
  kill "$powered"
  wait "$powered" || true
  powered=
  rm -f "$machine/tell.sock"
}
# A trial that failed cuts the power: without its disk, which ends with all that was started, the machine would never be off.
powered=
trap '[ -z "$powered" ] || kill -9 "$powered" || true; cleanup' EXIT
judged() { # name, arguments of the demo …
  local name=$1
  shift
  "$here/steelyard" demo --gateway "$gateway" --data "$machine/$name" --seed "$seed" "$@" >"$machine/$name.log" 2>&1 || {
    tail -n 40 "$machine/$name.log"
    die "$name: the demo did not hold, see $machine/$name.log"
  }
  grep -E '^\[demo\] the gateway was killed|^pi (the (machine|USB)|GPIO |bay-.* (faulted|works again)|.* deposit #)' "$machine/$name.log" | sed 's/^/         /' || true
  sed -n '/^History checker:/,/^Look at/{/^Look at/!p}' "$machine/$name.log" | sed 's/^/         /'
}

say "Debian 13 for arm64, kernel and disk"
fetch_debian
make_machine "$package"
python3 "$parts/disk.py" "$machine/disk.img" "$machine/disk.sock" >>"$machine/disk.log" &
started+=($!)

say "first start of the machine"
power_on
check "it is" 'echo "$(uname -srm), systemd $(systemctl --version | sed -n "1s/systemd \([0-9]*\).*/\1/p"), $(tr -d "\0" </proc/device-tree/model)"' shown
check "its GPIO chip is" 'gpiodetect' shown
check "it has no way out" '! ip route | grep default && ! timeout 5 bash -c ": </dev/tcp/1.1.1.1/53" 2>/dev/null'
check "nothing can be executed in /tmp" 'cp /bin/true /tmp/program && ! /tmp/program 2>/dev/null && rm /tmp/program'
check "dpkg installs $(basename "$package")" "dpkg --install /root/$(basename "$package") 2>&1 | tee /root/dpkg.log; dpkg --status steelyard | grep -q 'ok installed'"
check "a start-up cache was made" '{ test -s /var/cache/steelyard/steelyard.aot || { cat /root/dpkg.log && false; }; } && stat -c "%s bytes" /var/cache/steelyard/steelyard.aot' shown
check "the unit is enabled, and waits for a configuration" 'systemctl is-enabled steelyard && ! systemctl is-active steelyard'
power_off

say "$bags bags at the service station; the adapter of a scale is pulled out, the power is cut"
PI_PULLED=bay-1-scale judged station --bags "$bags" --kills 1
grep -q '^pi the USB adapter of bay-1-scale is plugged in again' "$machine/station.log" || die "no adapter was pulled out"
sed -n '/plugged in again/,$p' "$machine/station.log" | grep -q '^pi bay-1 committed' || die "nothing was weighed with the adapter that was plugged in again"
say "  the adapter came back and weighed on; power cut: $(sed -n '2s/the machine ended; //p' "$machine/disk.log")"

say "$sessions visitors at the smart bin, its doors on the GPIO chip"
judged bin --site smart-bin --sessions "$sessions"
for line in lock lid; do
  for level in high low; do grep -q "^pi GPIO .*-$line, is $level" "$machine/bin.log" || die "no $line was $level"; done
done

say "last start of the machine"
power_on
is_active() { on_pi 'systemctl is-active steelyard'; }
patiently "the daemon's start" is_active
check "the unit runs" 'systemctl show steelyard --property=Type,NotifyAccess,ActiveState,SubState,StatusText,NRestarts | tr "\n" " "' shown
check "in its sandbox /tmp is another, and noexec, too" 'grep " /tmp " /proc/$(systemctl show --value --property=MainPID steelyard)/mounts | grep noexec' shown
check "the kernel names the daemon's pins as who holds its lines" 'gpioinfo | grep -E "paper-lock|glass-lock|paper-lid|glass-lid" && [ "$(gpioinfo | grep -c -E "paper-lock|glass-lock|paper-lid|glass-lid")" = 4 ]'
check "its unit is exposed by at most 1.5" 'systemd-analyze security --no-pager --threshold=15 steelyard' shown
check "dpkg removes the package" 'dpkg --remove steelyard'
check "the daemon is gone, and journal and keys are kept" '! systemctl is-active steelyard && ! test -e /usr/lib/steelyard && test -s /var/lib/steelyard/gateway/journal.db'
power_off
say "well: an emulated Pi weighed $bags bags and lost none of them with its power; see $machine/pi.log"
