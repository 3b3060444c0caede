#!/usr/bin/env bash
# Upgrade and roll back under load: the package of an earlier release is installed in a Debian 13 with a systemd of its own, and runs the
# demo's service station (three scales, three readers, clerks who weigh all the time) as the service that it installs. While they weigh,
# dpkg upgrades it to this tree's package, goes back, with facts that the platform lacks because the network is away, and forward again.
# The history checker judges over all of it. Then a journal as a later release would leave it: it must be refused in one sentence.
# upgrade.sh [REF], by default the oldest tag v*. The package of REF is built once and kept in PACKAGE_CACHE; this tree's is made by
#   mvn -Ppackage -DskipTests package
# Needs root, for namespaces. Exits 0 when all held, 1 when not, 77 when something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
ref=${1:-$(git -C "$here" tag --list 'v*' --sort=creatordate 2>/dev/null | head -n 1)}
[ -n "$ref" ] && commit=$(git -C "$here" rev-parse --quiet --verify "$ref^{commit}") || {
  echo "SKIPPED: there is no earlier release here, ${ref:-no tag v*}; a shallow clone lacks them: git fetch --tags --unshallow" >&2
  exit 77
}
. "$here/gateway/src/it/started.sh"
need dpkg-deb dpkg
need python3 python3
. "$here/systemd/it/debian.sh"

"$here/steelyard" --version >"$work/build.log" # builds what is stale
machine=$(dpkg --print-architecture)
package_in() { find "$1" -maxdepth 1 -name "steelyard_*_$machine.deb" 2>/dev/null | head -n 1; }
new=$(package_in "$here/gateway/target/package")
[ -n "$new" ] || {
  echo "SKIPPED: there is no package; make it with mvn -Ppackage -DskipTests package" >&2
  exit 77
}
released=$cache/releases/$commit
if [ -z "$(package_in "$released")" ]; then
  echo "building the package of $ref (once) …"
  git clone --quiet "$here" "$work/released"
  git -C "$work/released" checkout --quiet "$commit"
  (cd "$work/released" && mvn -q -Ppackage -Dpackage.compression=gzip -DskipTests package) || die "the package of $ref cannot be built"
  mkdir -p "$released"
  cp "$work/released/gateway/target/package"/*.deb "$released"
  rm -rf "$work/released"
fi
old=$(package_in "$released")
cp "$old" "$root/root/old.deb"
cp "$new" "$root/root/new.deb"
old_version=$(dpkg-deb --field "$old" Version) new_version=$(dpkg-deb --field "$new" Version)
dpkg --compare-versions "$old_version" lt "$new_version" || die "$new_version is no later version than $old_version of $ref"

# Pseudo-terminals instead of serial ports, for which the unit has no rule.
mkdir -p "$root/etc/systemd/system/steelyard.service.d"
printf '[Service]\nDeviceAllow=char-pts rw\n' >"$root/etc/systemd/system/steelyard.service.d/pseudo-terminals.conf"
boot_debian
put() { # the package
  inside dpkg --force-downgrade --force-confold --install "/root/$1.deb" >>"$work/dpkg.log" 2>&1 || die "dpkg could not install the $1 package"
}
put old
inside install -d -o steelyard -g steelyard /var/lib/steelyard/gateway

# What the demo takes for the gateway: the service, and what it tells its system's log.
site=/var/lib/steelyard
cat >"$work/gateway" <<GATEWAY
#!/usr/bin/env bash
set -euo pipefail
inside() { nsenter --target $init --mount --pid --uts --ipc --cgroup --root --wd env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "\$@"; }
[ "\$1" = run ] || { inside steelyard "\$@"; exit; }
chmod o+rw $site/dev/*
trap 'inside systemctl stop steelyard; kill "\$log"; exit' TERM
inside journalctl --unit steelyard --follow --lines all --output short-iso-precise > >(sed -u 's/^\([^ ]*\) [^ ]* steelyard[^ ]* /\1 /') &
log=\$!
inside systemctl start steelyard
wait
GATEWAY
chmod +x "$work/gateway"
bags=120
unshare --mount --propagation private bash -c 'mount -t tmpfs tmpfs /var/lib && mkdir /var/lib/steelyard &&
  mount --bind "$1/var/lib/steelyard" /var/lib/steelyard && exec "$0/steelyard" demo --gateway "$3" --data /var/lib/steelyard --bags "$2" --outage 40' \
  "$here" "$root" "$bags" "$work/gateway" >"$work/demo.log" 2>&1 &
demo=$!
started+=("$demo")

weighings() { grep -c ' committed #' "$work/demo.log" || true; }
weighed() { [ "$(weighings)" -ge "$1" ]; }
runs() { grep ' runs as ' "$work/demo.log" | tail -n 1 | grep -q " steelyard $1 "; }
journal() { # query
  python3 -c 'import sqlite3, sys; print(*sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute(sys.argv[2]).fetchone())' \
    "$root$site/gateway/journal.db" "$1"
}
moment() { inside systemctl show --property "$1TimestampMonotonic" --value steelyard; }
runs_now() { # version
  wait_for "a start of $1" runs "$1"
  wait_for "its readiness" inside systemctl is-active steelyard
  echo "  $1 runs: $(weighings) weighings, facts through $(journal 'SELECT max(seq) FROM fact'), acknowledged through" \
    "$(journal 'SELECT through FROM delivery'), journal of version $(journal 'PRAGMA user_version')"
}
replace() { # by, version
  local before
  before=$(weighings)
  put "$1"
  runs_now "$2"
  echo "  the service was away for $((($(moment ActiveEnter) - $(moment InactiveEnter)) / 1000)) ms"
  wait_for "a weighing by $2" weighed $((before + 3))
}
echo "$ref installed, as a service:"
runs_now "$old_version"
for share in "1 new $new_version" "2 old $old_version" "3 new $new_version"; do
  read -r quarters by version <<<"$share"
  wait_for "$((bags * quarters / 4)) weighings" weighed $((bags * quarters / 4))
  echo "dpkg --install, $version, while clerks weigh:"
  replace "$by" "$version"
done
wait "$demo" || die "the judge's verdict is not clean"
sed -n '/^History checker/,$p' "$work/demo.log" | head -n 8

echo "a journal as a later release would leave it:"
later() { python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])' "$root$site/gateway/journal.db" "$1"; }
later "ALTER TABLE delivery ADD COLUMN region TEXT; PRAGMA user_version=99;"
before=$(sha256sum <"$root$site/gateway/journal.db")
if inside steelyard run --config "$site/gateway.toml" 2>"$work/refusal.log"; then die "it was not refused"; fi
cat "$work/refusal.log"
[ "$(wc -l <"$work/refusal.log")" = 1 ] || die "not in one sentence"
grep -q "version 99, made by a later release" "$work/refusal.log" || die "not with the reason"
[ "$before" = "$(sha256sum <"$root$site/gateway/journal.db")" ] || die "the refused journal was touched"
later "ALTER TABLE delivery DROP COLUMN region; PRAGMA user_version=2;"
inside systemctl start steelyard || die "what the later release left does not run with it again"
echo "well: $old_version to $new_version, back and forth, and nothing was lost"
