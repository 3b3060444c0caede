#!/usr/bin/env bash
# The daemon against real faults: outages, black holes, kill -9, power cuts, a full disk, jumping clocks, a long backlog. Each
# trial ends with the project's judge (firmware-sim's history.History) over what clerks were told and what the platform stored.
#   reliability.sh A | B | C | D | E | F | G | H | M | all [--quick] [--broker mosquitto | mosquitto_tuned | artemis | hivemq]
# --quick runs each in some seconds with 2,000 facts and 2 rounds instead of 20,000 and 20. Data and logs: gateway/target/reliability.
# D and F mount file systems and need root; G needs libfaketime; the brokers need mosquitto, or Maven for hivemq.
# Exits 0 when everything held, 1 when not, 77 when this machine lacks something, with one line that says what.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
target=$here/gateway/target
work=${RELIABILITY_WORK:-$target/reliability}

skip() {
  echo "SKIPPED: $1" >&2
  exit 77
}

# The trials among the arguments, and the broker.
trials=" " broker=mosquitto previous=
for argument in "$@"; do
  case "$argument" in
    all) trials=" A B C D E F G H M " ;;
    [A-Z]*) trials="$trials$argument " ;;
    --broker=*) broker=${argument#*=} ;;
    *) if [ "$previous" = --broker ]; then broker=$argument; fi ;;
  esac
  previous=$argument
done

options=()
case "$trials" in *" D"* | *" F "*)
  [ "$(id -u)" = 0 ] || skip "D and F mount file systems; run as root"
  command -v mkfs.ext4 >/dev/null || skip "D and F need mkfs.ext4 (package e2fsprogs)"
  [ -e /dev/loop-control ] || skip "D and F need loop devices; this kernel or container has none" ;;
esac
case "$trials" in *" G "*)
  faketime=$(find /usr/lib -name libfaketimeMT.so.1 2>/dev/null | head -n 1)
  [ -n "$faketime" ] || skip "G needs libfaketimeMT.so.1 (package libfaketime)"
  options+=("-Dfaketime.library=$faketime") ;;
esac
case "$broker" in
  mosquitto*) PATH=$PATH:/usr/sbin command -v mosquitto >/dev/null || skip "needs mosquitto (package mosquitto); or say --broker artemis" ;;
  hivemq)
    [ -f "$target/hivemq.classpath" ] ||
      mvn -q -f "$here/gateway/src/it/hivemq/pom.xml" dependency:build-classpath -Dmdep.outputFile="$target/hivemq.classpath" ||
      skip "HiveMQ CE cannot be fetched by Maven here, see above"
    options+=("-Dhivemq.classpath=$(cat "$target/hivemq.classpath")" "-Dhivemq.source=$here/gateway/src/it/hivemq/HiveMq.java") ;;
esac

"$here/steelyard" bench --help >/dev/null # builds what is stale, these trials among it
java=$(for home in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25[".]' "$home/release"; then
    echo "$home/bin/java"
    break
  fi
done)
[ -n "$java" ] || skip "needs a JDK 25 under /usr/lib/jvm, or JAVA_HOME set to one"

mkdir -p "$work"
PATH=$PATH:/usr/sbin exec "$java" -XX:+UseSerialGC -Xmx6g --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow "${options[@]}" \
  -cp "$target/test-classes:$target/classes:$(cat "$target/bench.classpath")" \
  io.steelyard.gateway.trial.TrialCommand --work "$work" "$@"
