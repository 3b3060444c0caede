#!/usr/bin/env bash
# What the package's runtime is worth: the same jars on it (own runtime, start-up cache, small bounds) and by plain `java -jar` on this
# machine's JDK 25, in one run: starts in turn, to ready; then both at work at once, each with two scales that send ten frames a second
# and a bag on each every ten seconds: memory and processor time. footprint.sh [--minutes N] [--starts N] [--write]
# --write puts the table into gateway/docs/footprint.md. Make the package first: mvn -Ppackage -DskipTests package
# Exits 0 when the goals are met, 1 when not, 77 when something is missing. Needs a quiet machine and N minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
. "$here/gateway/src/it/started.sh"

minutes=10 starts=11 write=
while [ $# -gt 0 ]; do
  case "$1" in
    --minutes) minutes=$2 && shift ;;
    --starts) starts=$2 && shift ;;
    --write) write=yes ;;
    *) echo "footprint.sh [--minutes N] [--starts N] [--write]" >&2 && exit 2 ;;
  esac
  shift
done

faster_min=3 resident_mib_max=80 processor_percent_max=1
need dpkg-deb dpkg
. "$here/systemd/it/unpacked.sh"
. "$here/systemd/it/site.sh"
java=$(for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25[".]' "$home/release"; then
    echo "$home/bin/java"
    break
  fi
done)
[ -n "$java" ] || die "there is no JDK 25 under /usr/lib/jvm; set JAVA_HOME to one"

run() { # which: becomes the manager, and the daemon its child
  local command=("$packaged")
  [ "$1" = packaged ] || command=("$java" -jar "$here/gateway/target/gateway.jar")
  exec python3 "$here/systemd/it/manager.py" "${command[@]}" run --config "$work/$1.toml"
}
start() { # which
  : >"$work/$1.manager.log"
  (run "$1") >"$work/$1.manager.log" 2>"$work/$1.log" &
  manager[$1]=$!
  started+=("${manager[$1]}")
  wait_for "readiness of $1" grep -q ' READY=1$' "$work/$1.manager.log"
  pid[$1]=$(sed -n 's/.* started //p' "$work/$1.manager.log")
}
stop() { # which
  kill "${manager[$1]}"
  wait "${manager[$1]}" || true
}
processor_nanos() { cat /proc/"${pid[$1]}"/task/*/schedstat | awk '{ spent += $1 } END { printf "%.0f\n", spent }'; } # which

declare -A manager pid spent began first_scale=([packaged]=1 [plain]=3)
for which in packaged plain; do
  make_config "$which" "${first_scale[$which]}" >"$work/$which.toml"
  start "$which" # the first makes keys and journal
  stop "$which"
done
for number in $(seq "$starts"); do
  for which in packaged plain; do
    start "$which"
    sed -n 's/^\(.*\) READY=1$/\1/p' "$work/$which.manager.log" >>"$work/$which.starts"
    stop "$which"
  done
done
for which in packaged plain; do start "$which"; done
sleep 60 # what a start compiles and collects is over
for which in packaged plain; do
  spent[$which]=$(processor_nanos "$which")
  began[$which]=$(date +%s%N)
done
sleep $((minutes * 60 - 55))
for which in packaged plain; do
  {
    awk -v spent="$(($(processor_nanos "$which") - spent[$which]))" -v time="$(($(date +%s%N) - began[$which]))" 'BEGIN { printf "%.2f\n", 100 * spent / time }'
    awk '/^VmRSS/ { printf "%.0f\n", $2 / 1024 } /^Threads/ { print $2 }' /proc/"${pid[$which]}"/status
    awk '/^Pss:/ { printf "%.0f\n", $2 / 1024 }' /proc/"${pid[$which]}"/smaps_rollup
    grep -c ' committed #' "$work/$which.manager.log" || true
  } >"$work/$which.work"
done
for which in packaged plain; do stop "$which"; done

number() { sed -n "$2p" "$work/$1.work"; } # which, line: processor, resident, threads, proportional, weighings
starts() { sort -n "$work/$1.starts" | awk '{ s[NR] = $1 * 1000 } END { printf "%.0f (%.0f–%.0f)\n", s[int((NR + 1) / 2)], s[1], s[NR] }'; }
table() {
  echo "| | package | \`java -jar\` | |"
  echo "| --- | ---: | ---: | --- |"
  local packaged plain
  packaged=$(starts packaged) plain=$(starts plain)
  faster=$(awk -v a="${plain%% *}" -v b="${packaged%% *}" 'BEGIN { printf "%.1f", a / b }')
  echo "| start to ready, ms: median (least–most) of $starts | $packaged | $plain | $faster × faster; goal $faster_min × |"
  echo "| resident after $minutes min of work, MiB | $(number packaged 2) | $(number plain 2) | goal at most $resident_mib_max |"
  echo "| of that its own share (PSS), MiB | $(number packaged 4) | $(number plain 4) | |"
  echo "| processor, 2 scales × 10 frames/s, % of a core | $(number packaged 1) | $(number plain 1) | goal below $processor_percent_max |"
  echo "| threads | $(number packaged 3) | $(number plain 3) | |"
  echo "| weighings meanwhile | $(number packaged 5) | $(number plain 5) | |"
}
table >"$work/table"
cat "$work/table"
echo "on $(nproc) cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), load $(cut -d' ' -f1 /proc/loadavg)" | tee "$work/machine"
if [ -n "$write" ]; then
  page=$here/gateway/docs/footprint.md
  awk -v table="$work/table" -v machine="$work/machine" '
    /^<!-- measured -->/ { print; print ""; while ((getline line < table) > 0) print line; print ""
      while ((getline line < machine) > 0) print "Measured " line "."; print ""; skip = 1 }
    /^<!-- end -->/ { skip = 0 }
    !skip' "$page" >"$work/page"
  cp "$work/page" "$page"
fi
# shellcheck disable=SC2031
faster=$(awk -F'|' '/start to ready/ { split($5, words, " "); print words[1] }' "$work/table")
awk -v faster="$faster" -v resident="$(number packaged 2)" -v processor="$(number packaged 1)" -v f="$faster_min" -v r="$resident_mib_max" \
  -v p="$processor_percent_max" 'BEGIN { exit !(faster >= f && resident <= r && processor < p) }' ||
  { echo "FAILED: a goal is missed, see the table" >&2 && exit 1; }
