#!/usr/bin/env bash
# Builds the packages twice, from nothing, and compares them byte for byte. Exits 0 when they are the same, 1 when not.
set -euo pipefail
cd "$(dirname "$0")/../.."
build() {
  mvn -q -Ppackage -Dpackage.compression=gzip -DskipTests clean package
  (cd gateway/target/package && sha256sum ./*.deb)
}
first=$(build)
second=$(build)
if [ "$first" != "$second" ]; then
  diff <(echo "$first") <(echo "$second") || true
  echo "FAILED: two builds of one source differ" >&2
  exit 1
fi
echo "$second"
echo "well: two builds are the same"
