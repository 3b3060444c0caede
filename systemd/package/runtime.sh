#!/usr/bin/env bash
# Links the Java runtime of a package: the modules that Steelyard needs and no others. runtime.sh ARCHITECTURE FOLDER
#   arm64: from the modules in Debian 13's own JDK for arm64, fetched once and checked; linked here, on any machine
#   amd64: from the JDK at hand
# Needs a JDK 25 (any vendor's) and, for arm64, curl and dpkg-deb. PACKAGE_CACHE is where downloads are kept.
set -euo pipefail
architecture=$1 out=$2
cache=${PACKAGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/steelyard}

# Of Debian 13. The archive keeps the newest only: when this one is gone, take version and sum from
# `apt-cache show openjdk-25-jdk-headless:arm64`, or the same file from snapshot.debian.org.
version=25.0.5.1+2-1~deb13u1
sum=a1f242542dfb2df6c6835e63f4b51518de03a395c193404ad7921ecdbfd0097b
deb=openjdk-25-jdk-headless_${version}_arm64.deb
# From the archive of security updates that this machine's own apt uses.
archive=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | grep -m 1 security || true)
url=${PACKAGE_JDK_URL:-${archive%/}/pool/updates/main/o/openjdk-25/$deb}

# What `jdeps` finds in the jars; systemd/it/package.sh compares. jdk.unsupported and java.management are reached by reflection;
# jdk.crypto.cryptoki and the like are left out on purpose.
modules=java.base,java.logging,java.management,java.naming,java.prefs,java.sql,jdk.httpserver,jdk.unsupported

# The first JDK 25: JAVA_HOME, the usual places.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$home/bin/jlink" ] && grep -qs '^JAVA_VERSION="25[".]' "$home/release"; then
      echo "$home"
      return
    fi
  done
}

die() {
  echo "runtime for $architecture: $1" >&2
  exit 1
}

jdk=$(find_jdk)
[ -n "$jdk" ] || die "link it: there is no JDK 25 with jlink under /usr/lib/jvm; install one or set JAVA_HOME"
sources=()
case "$architecture" in
  amd64) ;;
  arm64)
    command -v dpkg-deb >/dev/null || die "unpack $deb: needs dpkg-deb (package dpkg)"
    mkdir -p "$cache"
    if ! echo "$sum  $cache/$deb" | sha256sum --check --status 2>/dev/null; then
      curl --fail --silent --show-error --location --output "$cache/$deb.new" "$url" ||
        die "fetch $url: failed; the archive keeps the newest release only, see the head of systemd/package/runtime.sh"
      echo "$sum  $cache/$deb.new" | sha256sum --check --status || die "fetch $url: its SHA-256 is not the one in systemd/package/runtime.sh"
      mv "$cache/$deb.new" "$cache/$deb"
    fi
    unpacked=$cache/${deb%.deb}
    if [ ! -d "$unpacked" ]; then
      dpkg-deb --extract "$cache/$deb" "$unpacked.new"
      mv "$unpacked.new" "$unpacked"
    fi
    sources=(--module-path "$(echo "$unpacked"/usr/lib/jvm/java-25-openjdk-*/jmods)") ;;
  *) die "is not made; arm64 and amd64 are" ;;
esac

rm -rf "$out"
mkdir -p "$(dirname "$out")"
# Not compressed: the package is smaller so, and a start need not unpack. --strip-debug would call this machine's objcopy.
"$jdk/bin/jlink" "${sources[@]}" --add-modules "$modules" --vm server --strip-java-debug-attributes --no-header-files --no-man-pages \
  --output "$out" || die "jlink failed, see above"
