#!/usr/bin/env bash
# How exposed the daemon's unit is by `systemd-analyze security`: at most 1.5.
# Exits 77 where systemd-analyze is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v systemd-analyze >/dev/null || {
  echo "SKIPPED: needs systemd-analyze (package systemd)" >&2
  exit 77
}
if ! told=$(systemd-analyze security --offline=yes --threshold=15 --no-pager steelyard.service); then
  echo "$told"
  echo "FAILED: steelyard.service is exposed by more than 1.5" >&2
  exit 1
fi
echo "${told##*→ }"
