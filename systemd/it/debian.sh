# Sourced by trials that install packages for real: a Debian 13 below $work that is thrown away, in $root, and `inside COMMAND …`, which
# runs in it. boot_debian gives it a systemd of its own, which then is what `inside` reaches: a process id 1 in namespaces, with its own
# /dev, /run and control group, without the rights to set the clock, load modules or restart the machine. Needs root and mmdebstrap (its
# first run fetches Debian, 90 s; kept in PACKAGE_CACHE). Expects gateway/src/it/started.sh to be sourced. Leaves $cache.
cache=${PACKAGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/steelyard}
[ "$(id -u)" = 0 ] || {
  echo "SKIPPED: makes a root file system; run as root" >&2
  exit 77
}
need mmdebstrap mmdebstrap
debian=$cache/debian-13-$(dpkg --print-architecture).tar
if [ ! -f "$debian" ]; then
  mkdir -p "$cache"
  archive=$(apt-get indextargets --format '$(SITE)' | grep -v -m 1 security) # the one that this machine's own apt uses
  mmdebstrap --quiet --mode=root --format=tar --variant=minbase --components=main \
    --include=systemd,udev,openjdk-25-jre-headless,procps,ca-certificates,debconf trixie "$debian.new" "$archive"
  mv "$debian.new" "$debian"
fi
root=$work/root
mkdir -p "$root"
tar -C "$root" -xf "$debian"

init=
inside() { # command …
  local clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "DEBIAN_FRONTEND=${FRONTEND:-noninteractive}")
  if [ -n "$init" ]; then
    nsenter --target "$init" --mount --pid --uts --ipc --cgroup --root --wd "${clean[@]}" "$@"
  else
    unshare --mount --pid --fork --kill-child bash -c 'mount --make-rprivate / && mount --rbind /dev "$0/dev" && mount -t proc proc "$0/proc" &&
      exec chroot "$0" "$@"' "$root" "${clean[@]}" "$@"
  fi
}

boot_debian() {
  local groups
  groups=$(findmnt --noheadings --first-only --types cgroup2 --output TARGET) || {
    echo "SKIPPED: this kernel or container has no cgroup2, which systemd needs" >&2
    exit 77
  }
  group=$groups/steelyard-it-$$
  mkdir "$group"
  trap 'kill -KILL "$init" 2>/dev/null || true; cleanup; find "$group" -depth -type d -exec rmdir {} +' EXIT # init's end is that of all in it
  bash -c 'echo $$ >"$1/cgroup.procs" && exec unshare --mount --pid --cgroup --uts --ipc --fork --kill-child bash -c "$2" "$0"' "$root" "$group" '
    set -e
    mount --make-rprivate /
    mount --bind "$0" "$0"
    mount -t proc proc "$0/proc"
    mount --bind -o ro "$0/proc/sys" "$0/proc/sys"
    mount -t sysfs -o ro sysfs "$0/sys"
    mount -t cgroup2 cgroup2 "$0/sys/fs/cgroup"
    mount -t tmpfs tmpfs "$0/run"
    mount -t tmpfs tmpfs "$0/dev"
    for device in null zero full random urandom tty; do
      touch "$0/dev/$device"
      mount --bind "/dev/$device" "$0/dev/$device"
    done
    mkdir "$0/dev/pts" "$0/dev/shm"
    mount --bind /dev/pts "$0/dev/pts"
    ln -s pts/ptmx "$0/dev/ptmx"
    cd "$0"
    pivot_root . . # within a chroot the kernel makes no namespaces of users, which the unit wants
    umount --lazy .
    exec env -i container=throw-away PATH=/usr/sbin:/usr/bin:/sbin:/bin \
      setpriv --bounding-set=-sys_module,-sys_time,-sys_boot,-sys_rawio,-syslog /lib/systemd/systemd' >"$work/systemd.log" 2>&1 </dev/null &
  started+=($!)
  wait_for "the start of systemd" pgrep -P $! --full systemd
  init=$(pgrep -P $! --full systemd)
  wait_for "systemd's readiness" inside systemctl is-system-running --wait
}
