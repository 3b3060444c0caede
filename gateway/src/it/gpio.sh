#!/usr/bin/env bash
# Our Pi4J code on a real gpiochip: an emulated arm64 board (QEMU, no KVM) boots Debian's kernel and Java 25 from memory and
# runs `steelyard pins`, then the daemon with a scale on its serial port and a Wiegand reader and a lamp on its GPIO header,
# whose lines are watched and driven from outside. Takes one to four minutes. Needs root only to install what is missing.
# Kernel and root are kept in gateway/target/gpio; delete it to fetch them anew.
# Exits 0 when all holds, 1 when something does not, 77 when this machine cannot do it, with one line that says why.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
parts=$here/gateway/src/it/gpio
kept=$here/gateway/target/gpio
packages=(openjdk-25-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g busybox-static gpiod libgpiod3)
. "$here/gateway/src/it/board.sh"

# Tools of this machine.
declare -A from=([qemu-system-aarch64]=qemu-system-arm [dtc]=device-tree-compiler [fdtput]=device-tree-compiler
  [cpio]=cpio [dpkg-deb]=dpkg [python3]=python3)
missing=()
for tool in "${!from[@]}"; do command -v "$tool" >/dev/null || missing+=("${from[$tool]}"); done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] || skip "needs the packages ${missing[*]}; install them, or run this as root"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >/dev/null || skip "the packages ${missing[*]} could not be installed; see apt's words above"
fi

"$here/steelyard" --version >/dev/null # builds what is stale
mkdir -p "$kept"

# What the board runs.
fetch() {
  arm64_apt "$kept/apt"
  arm64_download "$kept/packages" "${packages[@]}" "$(arm64_kernel)"
  unset APT_CONFIG
}

# A root that is all in memory: no disk, so no driver has to be loaded.
unpack() {
  local root=$kept/root package
  rm -rf "$root" "$kept/kernel"
  mkdir -p "$root"/{usr/bin,usr/lib,usr/sbin,etc,proc,sys,dev,tmp} "$kept/kernel"
  ln -s usr/bin usr/lib usr/sbin "$root/"
  for package in "$kept"/packages/*.deb; do
    case "$package" in
      */linux-image-*) dpkg-deb --fsys-tarfile "$package" | tar -x -C "$kept/kernel" ./boot ;;
      *) dpkg-deb -x "$package" "$root" ;;
    esac
  done
  # documents, and class archives for other memory settings than ours
  rm -rf "$root"/usr/share/{doc,man} "$root"/usr/lib/jvm/*/lib/server/classes_*.jsa
  ln -s busybox "$root/usr/bin/sh"
  (cd "$root" && find . | cpio -o -H newc --quiet) >"$kept/root.part"
  mv "$kept/root.part" "$kept/root.cpio" # only a whole one counts as fetched
  rm -rf "$root" "$kept/packages" "$kept/apt"
}

if ! [ -f "$kept/root.cpio" ]; then
  echo "fetching Debian's kernel and Java for arm64 (once) …" >&2
  fetch
  unpack
fi
device_tree "$kept"

# Ours on top: a second archive, which the kernel unpacks over the first.
ours=$kept/ours
rm -rf "$ours"
mkdir -p "$ours/opt/steelyard" "$ours/etc"
cp -r "$here/gateway/target/gateway.jar" "$here/gateway/target/lib" "$ours/opt/steelyard/"
install -m 755 "$parts/init" "$ours/init"
cp "$parts"/*.toml "$ours/etc/"
openssl pkey -pubout -in <(openssl genpkey -algorithm ed25519) -out "$ours/etc/platform.pub"
(cd "$ours" && find . | cpio -o -H newc --quiet) | cat "$kept/root.cpio" - >"$kept/initrd"

log=$kept/board.log
rm -f "$log" "$kept"/*.sock
timeout "${BOARD_SECONDS:-420}" qemu-system-aarch64 "${board[@]}" -net none -nographic -no-reboot \
  -kernel "$kept"/kernel/boot/vmlinuz-* -initrd "$kept/initrd" -dtb "$kept/board.dtb" \
  -append "console=ttyAMA0 panic=-1 quiet" \
  -qtest "unix:$kept/qtest.sock,server=on,wait=off" -qtest-log /dev/null \
  -qmp "unix:$kept/qmp.sock,server=on,wait=off" \
  -chardev "socket,id=scale,path=$kept/scale.sock,server=on,wait=off" -device pci-serial,chardev=scale </dev/null >"$log" 2>&1 &
board=$!
trap 'kill "$board" 2>/dev/null || true' EXIT

if python3 "$parts/outside.py" "$kept" "$log" "$board"; then
  echo "PASS: Pi4J drove and read a real gpiochip on an emulated board; its console is $log"
else
  echo "FAIL: see above; the board's console is $log" >&2
  tail -n 40 "$log" >&2
  exit 1
fi
