#!/usr/bin/env bash
# Both packages for this machine, installed for real in a Debian 13 that is thrown away: installed, run until ready, installed again,
# upgraded, removed, purged with and without an answer. Then what the arm64 package holds, and whether the jars need a module that the
# runtime lacks, and what Debian's own critic says. Needs root, mmdebstrap (see debian.sh), lintian and the packages:
#   mvn -Ppackage -DskipTests package
# Exits 0 when all held, 1 when not, 77 when something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$here/gateway/src/it/started.sh"
packages=$here/gateway/target/package
need lintian lintian
own=$(find "$packages" -maxdepth 1 -name "steelyard_*_$(dpkg --print-architecture).deb" 2>/dev/null | head -n 1)
shared=$(find "$packages" -maxdepth 1 -name 'steelyard-system-java_*_all.deb' 2>/dev/null | head -n 1)
pi=$(find "$packages" -maxdepth 1 -name 'steelyard_*_arm64.deb' 2>/dev/null | head -n 1)
[ -n "$own" ] && [ -n "$shared" ] && [ -n "$pi" ] || {
  echo "SKIPPED: the packages are not there; make them with mvn -Ppackage -DskipTests package" >&2
  exit 77
}

. "$here/systemd/it/debian.sh"
cp "$own" "$shared" "$root/root"
install() { inside dpkg --install "/root/$(basename "$1")" >>"$work/dpkg.log" 2>&1 || die "installing $(basename "$1") failed"; }
check() { # what, command …
  local what=$1
  shift
  "$@" >>"$work/checks.log" 2>&1 || die "$what"
  echo "  $what"
}

name=
for package in "$own" "$shared"; do
  name=$(dpkg-deb --field "$package" Package)
  echo "$(basename "$package"), $(stat -c %s "$package") bytes:"
  [ "$package" = "$own" ] && inside mv /usr/lib/jvm /usr/lib/jvm.away # it must not need it
  began=$SECONDS
  install "$package"
  echo "  installed in $((SECONDS - began)) s"
  check "the daemon has a user, in the groups of ports and pins" inside sh -c 'id -Gn steelyard | grep -w dialout | grep -w gpio'
  check "its folder is its own" inside sh -c '[ "$(stat -c %U:%a /var/lib/steelyard)" = steelyard:750 ]'
  check "the unit is enabled" inside test -L /etc/systemd/system/multi-user.target.wants/steelyard.service
  check "the kiosk's is not" inside sh -c '! find /etc/systemd/system | grep kiosk'
  check "a start-up cache was made for it" inside test -s /var/cache/steelyard/steelyard.aot
  check "systemd understands the units" inside systemd-analyze verify /usr/lib/systemd/system/steelyard.service
  check "the unit is exposed by at most 1.5 there, too" inside systemd-analyze security --offline=yes --threshold=15 steelyard.service
  check "udev understands the rules" inside sh -c '! command -v udevadm || udevadm verify /usr/lib/udev/rules.d/60-steelyard.rules'
  check "the daemon starts, and ends when it is told to" inside sh -c 'cp /usr/lib/steelyard/training/* /var/lib/steelyard && chown steelyard /var/lib/steelyard/* &&
    { timeout 10 setpriv --reuid steelyard --regid steelyard --init-groups steelyard run --config /var/lib/steelyard/training.toml || true; } | grep ready'
  check "it leaves nothing in /tmp" inside sh -c '! find /tmp /var/tmp -type f | grep .'
  before=$(inside sh -c 'sha256sum /var/lib/steelyard/data/*.db /var/lib/steelyard/data/*.key 2>/dev/null | sort')
  echo "STEELYARD_SCREEN=http://127.0.0.1:8480/?lang=en" >>"$root/etc/default/steelyard"
  install "$package"
  check "installed again it keeps the configuration" grep -q lang=en "$root/etc/default/steelyard"
  # As an upgrade: the same package under a later version.
  rm -rf "$work/later"
  dpkg-deb --raw-extract "$package" "$work/later"
  sed -i 's/^Version: .*/Version: 99.0/' "$work/later/DEBIAN/control"
  echo "# something new" >>"$work/later/etc/default/steelyard"
  dpkg-deb -Znone --build "$work/later" "$root/root/later.deb" >/dev/null
  inside dpkg --force-confold --install /root/later.deb >>"$work/dpkg.log" 2>&1 || die "upgrading failed"
  check "upgraded it keeps the configuration, too" grep -q lang=en "$root/etc/default/steelyard"
  inside dpkg --force-downgrade --force-confold --install "/root/$(basename "$package")" >>"$work/dpkg.log" 2>&1 || die "going back failed"
  check "its scripts may be run twice" inside sh -c "/var/lib/dpkg/info/$name.postinst configure && /var/lib/dpkg/info/$name.prerm upgrade 1"
  inside dpkg --remove "$name" >>"$work/dpkg.log" 2>&1 || die "removing failed"
  check "removed it leaves configuration and journal" inside sh -c 'test -e /etc/default/steelyard && test -d /var/lib/steelyard/data && ! test -e /usr/bin/steelyard && ! test -e /usr/lib/steelyard && ! test -e /var/cache/steelyard'
  [ "$before" = "$(inside sh -c 'sha256sum /var/lib/steelyard/data/*.db /var/lib/steelyard/data/*.key 2>/dev/null | sort')" ] || die "the journal was touched"
  install "$package"
  inside dpkg --purge "$name" >>"$work/dpkg.log" 2>&1 || die "purging failed"
  check "purged where nobody can be asked it keeps the journal and says so" grep -q 'journal and keys are kept in /var/lib/steelyard' "$work/dpkg.log"
  check "the journal is there" inside test -d /var/lib/steelyard/data
  check "the configuration is not" inside sh -c '! test -e /etc/default/steelyard'
  install "$package"
  (sleep 3 && echo yes && sleep 3) | FRONTEND=readline inside script -qec "dpkg --purge $name" /dev/null >>"$work/asked.log" 2>&1 ||
    die "purging with an answer failed"
  check "purged it asks" grep -q "Delete Steelyard's journal and keys" "$work/asked.log"
  check "and told to delete the journal it does" inside sh -c '! test -e /var/lib/steelyard'
  : >"$work/asked.log" && : >"$work/dpkg.log"
  [ "$package" = "$own" ] && inside mv /usr/lib/jvm.away /usr/lib/jvm
  rm -rf "${root:?}/var/lib/steelyard"
done

echo "$(basename "$pi"), $(stat -c %s "$pi") bytes:"
dpkg-deb --extract "$pi" "$work/pi"
check "each native library in it is for arm64" sh -c "find '$work/pi' -name '*.so' -exec od -An -tu2 -j18 -N2 {} \; | sort -u | grep -x ' *183'"
check "none is in a jar" sh -c "! for jar in '$work'/pi/usr/lib/steelyard/lib/*.jar; do unzip -l \"\$jar\"; done | grep -E '[.](so|dll|dylib|jnilib)\$'"
check "it has pins, ports and journal" test -e "$work/pi/usr/lib/steelyard/natives/libpi4j-gpiod.so" -a -e "$work/pi/usr/lib/steelyard/natives/libgpiod.so" \
  -a -e "$work/pi/usr/lib/steelyard/natives/libjSerialComm.so" -a -e "$work/pi/usr/lib/steelyard/natives/libsqlitejdbc.so"

jdeps=$(for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/jdeps" ] && grep -qs '^JAVA_VERSION="25[".]' "$home/release"; then echo "$home/bin/jdeps" && break; fi
done)
wanted=$(cd "$work/pi/usr/lib/steelyard" && "$jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps --class-path 'lib/*' gateway.jar lib/*.jar 2>/dev/null | tail -n 1)
for module in ${wanted//,/ }; do
  grep -qw "$module" "$work/pi/usr/lib/steelyard/runtime/release" || die "the jars need the module $module, which the runtime lacks: systemd/package/runtime.sh"
done
echo "  its runtime has every module that the jars need: $wanted"
check "the jars have every class that the gateway names" sh -c "cd '$work/pi/usr/lib/steelyard' && ! '$jdeps' --multi-release 25 --missing-deps --class-path 'lib/*' gateway.jar | grep ."
check "lintian has nothing against them that is not explained in systemd/package/lintian-overrides" \
  lintian --allow-root --fail-on error,warning "$own" "$shared" "$pi"
echo "well"
