# Sourced by trials that start programs: a folder $work for all of them, which goes when they are ended; waiting, with an end; a
# broker. Expects `set -euo pipefail`; whoever starts a program adds its number to "started".
work=$(mktemp -d)
started=()

cleanup() {
  local process
  for process in "${started[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

die() {
  echo "FAILED: $1" >&2
  tail -n 20 "$work"/*.log >&2 || true
  exit 1
}

need() { # tool, its package
  command -v "$1" >/dev/null || {
    echo "SKIPPED: needs $1 (package $2)" >&2
    exit 77
  }
}

wait_for() { # what, command …
  local what=$1
  shift
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.2
  done
  die "$what did not happen within a minute"
}

start_mosquitto() { # port
  printf 'listener %s 127.0.0.1\nallow_anonymous true\n' "$1" >"$work/mosquitto.conf"
  mosquitto -c "$work/mosquitto.conf" >"$work/mosquitto.log" 2>&1 &
  started+=($!)
  wait_for "the broker's start" bash -c ": </dev/tcp/127.0.0.1/$1"
}

make_platform_key() {
  openssl genpkey -algorithm ed25519 -out "$work/platform.key" 2>/dev/null
  openssl pkey -in "$work/platform.key" -pubout -out "$work/platform.pub"
}
