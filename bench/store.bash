# A run whose journal is also in a store, against one without: a thousand changes on this machine, a hundred on a host, in a folder and in
# three etcds on loopback; and a list of ten thousand runs.

if ! command -v etcd > /dev/null; then
    notes+=('etcd is not installed: no store in etcd was measured')
    return 0
fi
stores=(swift build -c release --static-swift-stdlib --package-path Stores/etcd --scratch-path Stores/etcd/.build-release)
"${stores[@]}" >&2
. bench/sshd
start_sshd || return 0

{
    printf 'runbook "A thousand changes"\nphase "Steps" {\n'
    for ((n = 0; n < 1000; n++)); do printf '    $ /bin/true\n'; done
    printf '}\n'
} > "$work/here.runbook"
{
    printf 'runbook "A hundred changes over there"\nphase "Steps" {\n    on box {\n'
    for ((n = 0; n < 100; n++)); do printf '        $ true\n'; done
    printf '    }\n}\n'
} > "$work/there.runbook"

path=$PATH
PATH="$box/bin:$("${stores[@]}" --show-bin-path):$PATH"

# Both of the store in this address, against those without.
compare_store() {
    local name=$1 address=$2
    here=$(BELAY_STORE=$address median_of 3 belay run "$work/here.runbook")
    there=$(BELAY_STORE=$address median_of 5 belay run "$work/there.runbook")
    compare_goal "1000 local changes, $name" 3 "$here" 3 'without a store' belay run "$work/here.runbook"
    compare_goal "100 changes over ssh, $name" 5 "$there" 1.1 'without a store' belay run "$work/there.runbook"
}

compare_store 'a store in a folder' "$work/store"
Stores/etcd/with-cluster bash -c 'echo "$BELAY_TEST_STORE" > "$work/address"; exec sleep 1000000' &
cluster=$!
started+=("$cluster")
for ((n = 0; n < 600; n++)); do if [ -s "$work/address" ]; then break; fi; sleep 0.1; done
address=$(cat "$work/address")
compare_store 'three etcds' "$address"

Stores/conformance/run belay-store-etcd "$address/records" --only 'Ten thousand' > "$work/records"
row 'list ten thousand records' "$(grep -o 'at once in [0-9.]*s' "$work/records" | grep -o '[0-9.]*')" '' '' '1 s' \
    "$(verdict "$(grep -o 'at once in [0-9.]*' "$work/records" | grep -o '[0-9.]*$')" 1)"
kill "$cluster"
PATH=$path
