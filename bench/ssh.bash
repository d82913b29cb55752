# A hundred steps on one host, over one kept connection, against the system's ssh with the same.

count=100
sshd=$(PATH="$PATH:/usr/sbin:/sbin" command -v sshd || true)
if [ -z "$sshd" ]; then
    notes+=("sshd is not installed: the steps over ssh are skipped")
    return
fi

box=$work/box
mkdir -m 700 "$box"
if [ "$(id -u)" -eq 0 ]; then mkdir -p /run/sshd; fi
ssh-keygen -q -t ed25519 -N '' -f "$box/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$box/key"
cp "$box/key.pub" "$box/authorized_keys"

for attempt in 1 2 3 4 5; do
    port=$((20000 + RANDOM))
    cat > "$box/sshd_config" << CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $box/host_key
AuthorizedKeysFile $box/authorized_keys
StrictModes no
UsePAM no
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
CONFIG
    "$sshd" -D -e -f "$box/sshd_config" 2> "$box/log" &
    server=$!
    for ((wait = 0; wait < 100; wait++)); do
        if grep -q 'Server listening' "$box/log"; then break 2; fi
        if ! kill -0 "$server" 2> /dev/null; then break; fi
        sleep 0.05
    done
done
started+=("$server")
# The path of the socket of a kept connection has little room.
sockets=$(mktemp -d /tmp/belay-bench.XXXXXX)
cat > "$box/config" << CONFIG
Host *
HostName 127.0.0.1
Port $port
User $(id -un)
IdentityFile $box/key
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile $box/known_hosts
GlobalKnownHostsFile none
StrictHostKeyChecking accept-new
CONFIG

# Belay starts the ssh that it finds, and so does the loop.
mkdir "$box/bin"
printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(command -v ssh)" "$box/config" > "$box/bin/ssh"
chmod +x "$box/bin/ssh"

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
compare_goal "$count steps over ssh" 5 "$far" 1.2 'ssh, kept connection' far_loop
PATH=$path
rm -rf "$sockets"
