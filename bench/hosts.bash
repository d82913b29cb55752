# Hundreds of hosts, fifty at a time, each with a connection of its own to one server with the `MaxStartups` that it is
# installed with: the time, the processor time on this side, and the most memory that Belay and its ssh processes held at
# once. The memory grows with what is at work, not with the number of hosts; what processes share is counted once.
#
#   HOSTS='50 100 500 1000' AT_ONCE=50 bench/run hosts

. bench/sshd
start_sshd || return 0
steps_each=2

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
    local processes process
    processes=$(pgrep -x -P "$1" ssh) || true
    for process in "$1" $processes; do
        awk -v process="$process" '/^Pss:/ { print process, $2 }' "/proc/$process/smaps_rollup" 2> /dev/null || true
    done | awk -v main="$1" '$1 == main { own = $2 } $1 != main { count++; sum += $2 } END { print own + 0, sum + 0, count + 0 }'
}

# peaks COUNT: the seconds of a run, its processor time, the peak of Belay, that of its ssh processes together, and their most.
peaks() {
    local before=$EPOCHREALTIME after timed process own ssh count most_own=0 most_ssh=0 most_count=0
    /usr/bin/time -f '%U %S' -o "$work/processor" belay run "$work/fleet$1.runbook" < /dev/null > "$work/errors" 2>&1 &
    timed=$!
    while kill -0 "$timed" 2> /dev/null; do
        if process=$(pgrep -x -P "$timed" belay); then
            read -r own ssh count < <(held "$process")
            most_own=$((own > most_own ? own : most_own))
            most_ssh=$((ssh > most_ssh ? ssh : most_ssh))
            most_count=$((count > most_count ? count : most_count))
        fi
        sleep 0.2
    done
    wait "$timed" || { tail -n 5 "$work/errors" >&2; return 1; }
    after=$EPOCHREALTIME
    awk -v before="$before" -v after="$after" -v own="$most_own" -v ssh="$most_ssh" -v count="$most_count" '
        END { printf "%.3f %.3f %.1f %.1f %d\n", after - before, $1 + $2, own / 1024, ssh / 1024, count }' "$work/processor"
}

path=$PATH
PATH="$box/bin:$PATH"
ssh warm true
for many in ${HOSTS:-50 100 500 1000}; do
    fleet "$many" > "$work/fleet$many.runbook"
    figures=$(peaks "$many")
    read -r time processor own masters most <<< "$figures"
    all=$(awk -v own="$own" -v masters="$masters" 'BEGIN { print own + masters }')
    what="$many hosts, ${AT_ONCE:-50} at a time"
    row "$what" "$(shown "$time")" "" "" "" ""
    row "the same, memory" "$own MB" "$most ssh: $masters MB" "" "100 MB" "$(verdict "$all" 100)"
    each=$(awk -v processor="$processor" -v count=$((many * steps_each)) 'BEGIN { print processor / count }')
    row "the same, processor time per step, $steps_each per host" "$(shown "$each")" "" "" "" ""
done
PATH=$path
