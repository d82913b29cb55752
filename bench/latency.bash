# Steps on a host that is far away, 50 and 200 milliseconds each way: how many round trips a step takes, against the system's
# ssh with a kept connection. The difference between few and many steps is taken, so that connecting is not in it.
#
#   DELAYS='50 200' bench/run latency

. bench/sshd
start_sshd || return 0
if ! command -v python3 > /dev/null; then
    notes+=("python3 is not installed: what delays connections is not there, and latency is skipped")
    return 0
fi
few=5
many=25
far_sockets=$(mktemp -d /tmp/belay-bench.XXXXXX)
far_port=$port

# steps_of SIGN COUNT: a runbook of so many steps on the host.
steps_of() {
    local n
    printf 'runbook "Far away"\nphase "Steps" {\n    on box {\n'
    for ((n = 0; n < $2; n++)); do printf '        %s true\n' "$1"; done
    printf '    }\n}\n'
}
for count in "$few" "$many"; do
    steps_of '?' "$count" > "$work/reading$count.runbook"
    steps_of '$' "$count" > "$work/changing$count.runbook"
done

far_ssh() {
    local kept=(-o ControlPath="$far_sockets/kept") n
    ssh "${kept[@]}" -o ControlMaster=yes -o ControlPersist=no -f -N box || return 1
    for ((n = 0; n < $1; n++)); do ssh "${kept[@]}" box true < /dev/null || return 1; done
    ssh "${kept[@]}" -O exit box
}

# trips DELAY COMMAND: how many round trips a step takes; the command is given the number of steps.
trips() {
    local delay=$1 short long
    short=$(median_of 3 "$2" "$few") || return 1
    long=$(median_of 3 "$2" "$many") || return 1
    awk -v short="$short" -v long="$long" -v steps=$((many - few)) -v delay="$delay" \
        'BEGIN { printf "%.2f\n", (long - short) / steps / (2 * delay / 1000) }'
}
read_far() { belay run "$work/reading$1.runbook"; }
change_far() { belay run "$work/changing$1.runbook"; }

path=$PATH
PATH="$box/bin:$PATH"
for delay in ${DELAYS:-50 200}; do
    python3 bench/delay "$far_port" "$delay" > "$work/delay$delay" &
    started+=($!)
    for ((wait = 0; wait < 100; wait++)); do
        if [ -s "$work/delay$delay" ]; then break; fi
        sleep 0.1
    done
    sed -i "s/^Port .*/Port $(cat "$work/delay$delay")/" "$box/config"
    plain=$(trips "$delay" far_ssh)
    for kind in read change; do
        own=$(trips "$delay" "${kind}_far")
        if [ "$kind" = read ]; then what='a step that reads' goal=1.15; else what='a step that changes' goal=1.3; fi
        row "$delay ms each way: $what" "$own round trips" "ssh, kept connection: $plain" \
            "$(ratio "$own" "$plain")" "$goal round trips" "$(verdict "$own" "$goal")"
    done
done
PATH=$path
rm -rf "$far_sockets"
