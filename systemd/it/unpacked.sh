# Sourced by trials of the packaged runtime: unpacks the package for this machine below $work and makes its start-up cache. Expects
# gateway/src/it/started.sh to be sourced. Leaves $packaged, the command line of the package.
package=$(find "$here/gateway/target/package" -maxdepth 1 -name "steelyard_*_$(dpkg --print-architecture).deb" 2>/dev/null | head -n 1)
[ -n "$package" ] || {
  echo "SKIPPED: there is no package; make it with mvn -Ppackage -Dpackage.compression=gzip -DskipTests package" >&2
  exit 77
}
dpkg-deb --extract "$package" "$work/package"
export STEELYARD_HOME=$work/package/usr/lib/steelyard STEELYARD_CACHE=$work/cache STEELYARD_RUNNER
STEELYARD_RUNNER=$(id -un)
packaged=$work/package/usr/bin/steelyard
STEELYARD=$packaged "$STEELYARD_HOME/make-cache"
[ -s "$STEELYARD_CACHE/steelyard.aot" ] || die "the start-up cache was not made"
