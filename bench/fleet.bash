# Twenty steps on each of twenty hosts, all hosts side by side, each with an sshd of its own: against a loop of the system's
# ssh with kept connections, pyinfra and ansible. Also the processor time that each takes on this side, sshds apart.

. bench/sshd
has_sshd || return 0
hosts=20
steps=20

fleet=$work/fleet
prepare_servers "$fleet"
sockets=$(mktemp -d /tmp/belay-bench.XXXXXX)
names=()
for ((n = 1; n <= hosts; n++)); do
    start_server "$fleet" "127.77.0.$n" 'MaxStartups 100'
    names+=("node$n")
    printf 'Host node%s\nHostName 127.77.0.%s\nPort %s\n' "$n" "$n" "$port"
done > "$fleet/config"
{
    echo 'Host *'
    # One that all know: ssh's own first choice takes it five times as long as this one, and pyinfra has not got it.
    echo 'KexAlgorithms curve25519-sha256'
    client_options "$fleet"
} >> "$fleet/config"
use_config "$fleet"

{
    printf 'runbook "A fleet"\nparam hosts: list of host\nphase "Steps" {\n'
    printf '    for node in $hosts together at most %s {\n        on $node {\n' "$hosts"
    for ((n = 0; n < steps; n++)); do printf '            $ true\n'; done
    printf '        }\n    }\n}\n'
} > "$work/fleet.runbook"

one_host() {
    local kept=(-o ControlPath="$sockets/$1") n
    ssh "${kept[@]}" -o ControlMaster=yes -o ControlPersist=no -f -N "$1" || return 1
    for ((n = 0; n < steps; n++)); do ssh "${kept[@]}" "$1" true < /dev/null || return 1; done
    ssh "${kept[@]}" -O exit "$1"
}
fleet_loop() {
    local name running=()
    for name in "${names[@]}"; do
        one_host "$name" &
        running+=($!)
    done
    for name in "${running[@]}"; do wait "$name" || return 1; done
}

# Python's tools are kept in a folder next to the build.
tools=$scratch/python
if [ ! -x "$tools/bin/pyinfra" ] || [ ! -x "$tools/bin/ansible-playbook" ]; then
    if ! { python3 -m venv "$tools" && "$tools/bin/pip" install -q pyinfra ansible-core; } >&2; then
        notes+=("pyinfra and ansible could not be installed: python3 -m venv and pip are needed")
    fi
fi

(IFS=,; echo "hosts = \"${names[*]}\".split(',')") > "$work/inventory.py"
for ((n = 0; n < steps; n++)); do
    if [ "$n" -eq 0 ]; then printf 'from pyinfra.operations import server\n'; fi
    printf 'server.shell(name="step %s", commands=["true"])\n' "$n"
done > "$work/deploy.py"
by_pyinfra=("$tools/bin/pyinfra" --yes --parallel "$hosts" --data ssh_config_file="$fleet/config" "$work/inventory.py" "$work/deploy.py")

printf '%s\n' "${names[@]}" > "$work/inventory"
{
    printf -- '- hosts: all\n  gather_facts: false\n  tasks:\n'
    for ((n = 0; n < steps; n++)); do printf '    - command: "true"\n'; done
} > "$work/play.yml"
by_ansible() {
    ANSIBLE_PYTHON_INTERPRETER=/usr/bin/python3 ANSIBLE_PIPELINING=true ANSIBLE_HOST_KEY_CHECKING=false ANSIBLE_SSH_EXECUTABLE="$fleet/bin/ssh" ANSIBLE_HOME="$work/ansible" \
        ANSIBLE_SSH_CONTROL_PATH_DIR="$sockets" "$tools/bin/ansible-playbook" -f "$hosts" -i "$work/inventory" "$work/play.yml"
}

# processor_seconds COMMAND...: of the command and all that it has started, also where it does not wait for that.
processor_seconds() {
    python3 bench/processor-seconds "$@" 2> "$work/errors"
}

path=$PATH
PATH="$fleet/bin:$PATH"
what="$hosts hosts x $steps steps"
by_belay=(belay run "$work/fleet.runbook" "hosts=[$(IFS=,; echo "${names[*]}")]")
mine=$(median_of 3 "${by_belay[@]}")
compare_goal "$what" 3 "$mine" 0.5 'ssh, kept connections' fleet_loop
mine_processor=$(processor_seconds "${by_belay[@]}")
row "the same, processor time on this side" "$(shown "$mine_processor")" "" "" "" ""
if [ -x "$tools/bin/pyinfra" ]; then
    compare "$what" 3 "$mine" pyinfra "${by_pyinfra[@]}"
    other=$(processor_seconds "${by_pyinfra[@]}")
    times=$(ratio "$mine_processor" "$other")
    row "the same, processor time on this side" "$(shown "$mine_processor")" "pyinfra: $(shown "$other")" "$times" "0.2 times" "$(verdict "$times" 0.2)"
fi
if [ -x "$tools/bin/ansible-playbook" ]; then compare "$what" 3 "$mine" ansible by_ansible; fi
PATH=$path
rm -rf "$sockets"
