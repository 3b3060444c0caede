# Sourced by trials on an emulated arm64 board (QEMU's machine `virt`, no KVM). What they have in common: an apt for Debian 13 on arm64
# beside this machine's own, and a device tree that Pi4J takes for a Raspberry Pi's. Expects `set -euo pipefail`.
board=(-M virt -cpu cortex-a72 -smp 2 -m 1536)

skip() {
  echo "SKIPPED: $1" >&2
  exit 77
}

# From here on apt speaks of arm64, from the archive that this machine's own apt uses; nothing is added to the machine.
arm64_apt() { # folder
  local mirror apt=$1
  mirror=$(apt-get indextargets --format '$(SITE)' 'Label: Debian' 'Identifier: Packages' | sort -u | head -n 1)
  [ -n "$mirror" ] || skip "apt knows no Debian mirror here; run apt-get update"
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,none}
  touch "$apt/state/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/sources.list"
  cat >"$apt/apt.conf" <<CONF
APT::Architecture "arm64";
APT::Architectures { "arm64"; };
APT::Sandbox::User "$(id -un)";
Dir::State "$apt/state";
Dir::State::status "$apt/state/status";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/none";
Dir::Etc::preferencesparts "$apt/none";
CONF
  export APT_CONFIG=$apt/apt.conf
  apt-get update -qq || skip "the mirror $mirror does not answer"
}

arm64_download() { # folder, package …
  local folder=$1
  shift
  mkdir -p "$folder"
  (cd "$folder" && rm -f ./*.deb && apt-get download -qq "$@") || skip "the mirror does not serve $* for arm64"
}

# The package with the kernel itself, which the one without a version depends on.
arm64_kernel() { apt-cache depends linux-image-arm64 | sed -n 's/.*Depends: \(linux-image-.*-arm64\)$/\1/p' | head -n 1; }

# The machine's own device tree, with three changes: a board that Pi4J knows, a chip that it looks for by its label, and no
# power key on the chip's third line. Leaves board.dtb.
device_tree() { # folder
  qemu-system-aarch64 "${board[@]/#virt/virt,dumpdtb=$1/virt.dtb}" -net none -nographic >/dev/null 2>&1
  fdtput -r "$1/virt.dtb" /gpio-keys
  fdtput -t s "$1/virt.dtb" / model "Raspberry Pi 4 Model B Rev 1.4"
  dtc -q -I dtb -O dts "$1/virt.dtb" | sed 's/pl061@/pinctrl@/' | dtc -q -I dts -O dtb -o "$1/board.dtb"
}
