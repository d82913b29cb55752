# A hundred steps on one host, over one kept connection, against the system's ssh with the same.

count=100
. bench/sshd
start_sshd || return 0
# The path of the socket of a kept connection has little room.
sockets=$(mktemp -d /tmp/belay-bench.XXXXXX)

{
    printf 'runbook "A hundred steps over there"\nphase "Steps" {\n    on box {\n'
    for ((n = 0; n < count; n++)); do printf '        $ true\n'; done
    printf '    }\n}\n'
} > "$work/far.runbook"

far_loop() {
    local kept=(-o ControlPath="$sockets/kept") n
    ssh "${kept[@]}" -o ControlMaster=yes -f -N box || return 1
    for ((n = 0; n < count; n++)); do ssh "${kept[@]}" box true < /dev/null || return 1; done
    ssh "${kept[@]}" -O exit box
}

path=$PATH
PATH="$box/bin:$PATH"
far=$(median_of 5 belay run "$work/far.runbook")
compare_goal "$count steps over ssh" 5 "$far" 0.25 'ssh, kept connection' far_loop
PATH=$path
rm -rf "$sockets"
