# Sourced by pi.sh: what the emulated machine is made of. Expects gateway/src/it/started.sh and board.sh, $here, and $cache, where
# Debian is kept; leaves vmlinuz, initrd, board.dtb and disk.img in $machine.
parts=$here/systemd/it/pi

# Debian 13 for arm64, installed by its own scripts through qemu-user; the kernel beside it, which needs no scripts here.
fetch_debian() {
  local archive
  mkdir -p "$cache"
  if [ ! -f "$cache/debian-13-arm64.tar" ]; then
    archive=$(apt-get indextargets --format '$(SITE)' | grep -v -m 1 security) # the one that this machine's own apt uses
    python3 "$parts/foreign.py" mmdebstrap --quiet --mode=root --format=tar --variant=minbase --architectures=arm64 --components=main \
      --include=systemd,systemd-sysv,udev,kmod,procps,iproute2,libstdc++6,zlib1g,busybox-static,gpiod \
      trixie "$cache/debian-13-arm64.tar.new" "$archive" 2>"$work/mmdebstrap.log" || die "making Debian 13 for arm64 failed"
    mv "$cache/debian-13-arm64.tar.new" "$cache/debian-13-arm64.tar"
  fi
  if [ ! -d "$cache/linux-arm64" ]; then
    arm64_apt "$work/apt"
    arm64_download "$work/packages" "$(arm64_kernel)"
    unset APT_CONFIG
    dpkg-deb --extract "$work"/packages/linux-image-*.deb "$cache/linux-arm64.new"
    mv "$cache/linux-arm64.new" "$cache/linux-arm64"
  fi
}

inside() { # root, command …
  python3 "$parts/foreign.py" chroot "$@"
}

# Just enough to find the disk; everything else the machine's own udev loads.
make_initrd() { # root, release of the kernel
  local into=$work/initrd order=0 file
  mkdir -p "$into"/{proc,dev,disk,modules}
  install -m 755 "$1/usr/bin/busybox" "$into/busybox"
  for file in $(inside "$1" modprobe --set-version "$2" --show-depends --all virtio_mmio virtio_blk ext4 |
    sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++'); do
    order=$((order + 1))
    xz --decompress --stdout "$1$file" >"$into/modules/$(printf '%02d' $order).ko"
  done
  install -m 755 "$parts/init" "$into/init"
  (cd "$into" && find . | cpio -o -H newc --quiet) | gzip >"$machine/initrd"
}

make_machine() { # a package that lies in /root then
  local root=$work/root release
  mkdir -p "$root" "$machine"
  tar -C "$root" -xf "$cache/debian-13-arm64.tar"
  cp -r "$cache"/linux-arm64/usr/lib/modules "$root/usr/lib/"
  (cd "$root"/usr/lib/modules/*/kernel && rm -rf sound drivers/{gpu,media,infiniband,iio,scsi,staging,net/ethernet,net/wireless}) # no such parts
  release=$(ls "$root/usr/lib/modules")
  inside "$root" depmod "$release"
  cp "$cache"/linux-arm64/boot/vmlinuz-* "$machine/vmlinuz"
  make_initrd "$root" "$release"
  device_tree "$machine"

  cp -r "$parts/root/." "$root/"
  cp "$1" "$root/root/"
  echo pi >"$root/etc/hostname"
  machine_id=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "$machine_id" >"$root/etc/machine-id" # a first start would ask questions
  # who speaks to the console, and who would work in the background of a slow machine
  local unit
  for unit in serial-getty@ttyAMA0.service getty.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
  done
  for unit in systemd-networkd.service pi-commands.service pi-log.service; do
    ln -sf "/usr/lib/systemd/system/$unit" "$root/etc/systemd/system/multi-user.target.wants/$unit"
  done
  mkfs.ext4 -q -F -b 4096 -d "$root" "$machine/disk.img" 1500M >/dev/null
  rm -rf "$root"
}
