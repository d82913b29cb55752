# Hundreds of hosts, fifty at a time, each with a connection of its own: the time, and the most memory that Belay and its ssh
# processes held at once. The memory grows with what is at work, not with the number of hosts.
#
#   HOSTS='50 100 500' AT_ONCE=50 bench/run hosts

. bench/sshd
start_sshd 'MaxStartups 500:30:1000' || return 0

# fleet COUNT: a runbook that reads from so many aliases of the one server.
fleet() {
    cat << RUNBOOK
runbook "Many hosts"
param hosts: list of host = [$(seq -s ', ' -f 'alias%g' 1 "$1")]
phase "All" {
    for h in \$hosts together at most ${AT_ONCE:-50} { on \$h { ? echo "\$h is here"
        ? true } }
}
RUNBOOK
}

# Kilobytes that a process holds, and that its ssh children do, and how many these are.
held() {
    local own
    own=$(awk '/^VmRSS/ { print $2 }' "/proc/$1/status" 2> /dev/null) || true
    ps --ppid "$1" -o comm=,rss= 2> /dev/null |
        awk -v own="${own:-0}" '$1 == "ssh" { count++; sum += $2 } END { print own, sum + 0, count + 0 }'
}

# peaks COUNT: the seconds of a run, the peak of Belay, the peak of its ssh processes together, and their most.
peaks() {
    local before=$EPOCHREALTIME after process own ssh count most_own=0 most_ssh=0 most_count=0
    belay run "$work/fleet$1.runbook" < /dev/null > "$work/errors" 2>&1 &
    process=$!
    while kill -0 "$process" 2> /dev/null; do
        read -r own ssh count < <(held "$process") || break
        most_own=$((own > most_own ? own : most_own))
        most_ssh=$((ssh > most_ssh ? ssh : most_ssh))
        most_count=$((count > most_count ? count : most_count))
        sleep 0.1
    done
    wait "$process" || { tail -n 5 "$work/errors" >&2; return 1; }
    after=$EPOCHREALTIME
    awk -v before="$before" -v after="$after" -v own="$most_own" -v ssh="$most_ssh" -v count="$most_count" \
        'BEGIN { printf "%.3f %.1f %.1f %d\n", after - before, own / 1024, ssh / 1024, count }'
}

path=$PATH
PATH="$box/bin:$PATH"
ssh warm true
first=
for many in ${HOSTS:-50 100 500}; do
    fleet "$many" > "$work/fleet$many.runbook"
    read -r time own masters most < <(peaks "$many")
    all=$(awk -v own="$own" -v masters="$masters" 'BEGIN { print own + masters }')
    if [ "$many" -le 100 ]; then first=$all; fi
    row "$many hosts, ${AT_ONCE:-50} at a time" "$(shown "$time"), $own MB" "$most ssh: $masters MB" \
        "$(ratio "$all" "${first:-$all}")" "1.5 times that of 100" "$(verdict "$(ratio "$all" "${first:-$all}")" 1.5)"
done
PATH=$path
