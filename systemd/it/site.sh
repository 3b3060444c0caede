# Sourced by trials that run the daemon: four scales that send ten frames a second on pseudo-terminals, a bag on each every ten seconds,
# and a broker. Expects $here and gateway/src/it/started.sh. make_config writes a configuration with two of the scales and a journal of its own.
port=${MOSQUITTO_PORT:-$((20000 + RANDOM % 10000))}
while (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done # somebody listens there
PATH=$PATH:/usr/sbin
need mosquitto mosquitto
need openssl openssl
need python3 python3
start_mosquitto "$port"
make_platform_key

for bay in 1 2 3 4; do
  cat <<TOML
[[device]]
name = "scale-$bay"
kind = "yaohua-continuous-0"
wire = "pty"
link = "$work/scale-$bay"
frames_per_second = 10

[[event]]
at = "$((2 + bay)) s"
device = "scale-$bay"
place = "$bay.35"
repeat_every = "10 s"

[[event]]
at = "$((6 + bay)) s"
device = "scale-$bay"
clear = true
repeat_every = "10 s"

TOML
done >"$work/script.toml"
"$here/steelyard" sim --script "$work/script.toml" >"$work/sim.log" 2>&1 &
started+=($!)
wait_for "the pseudo-terminals" test -e "$work/scale-4"

make_config() { # name, the first of its two scales
  cat <<TOML
[gateway]
id = "trial-$1"
city = "trial"
data = "$work/$1"
reserve = "1 MB"

[kiosk]
listen = "127.0.0.1:0"

[uplink]
broker = "tcp://127.0.0.1:$port"
platform_key = "platform.pub"
acknowledge_within = "1 h"
TOML
  for bay in "${2:-1}" "$((${2:-1} + 1))"; do
    cat <<TOML

[[station]]
name = "bay-$bay"

[station.scale]
name = "bay-$bay-scale"
dialect = "yaohua-continuous-0"
link = "serial:$work/scale-$bay"
unit = "kg"
division = "0.01"
max = "60.00"
TOML
  done
}
