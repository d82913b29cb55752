/// The script that starts a command behind a prefix, under sudo or on a host. It is the same for every command; what
/// differs comes as its arguments and on its standard input. Any POSIX shell runs it: dash, busybox's ash, bash.
///
/// Arguments: a token (as `$0`), how to start (`direct`, `shell` or `pipeline`), `variables` or `none`, then the words of
/// the command or its script. Before the command's own input come its variables, since arguments are seen by everybody:
/// a line `=NAME=VALUE` for each, `+` and a further line of the value as often as it has one, and `.` at the end. `read`
/// takes one byte at a time from a pipe, so nothing of the command's own input is lost.
///
/// It tells by markers on both streams, see `ControlMarker`, that the command starts and how it ended. On standard
/// output they say where the command's own output begins and that all of it has come. When nobody hears the last one
/// any more, the status still reaches whoever started the script.
enum LauncherScript {
    static let text =
        #"""
        belay_token=$0
        belay_unbegun() { exit "$1"; }
        belay_over() { exit "$1"; }

        """# + marking + body

    /// Marks both streams, and notes in `belay_heard` with 0 whether both were still taken.
    static let marking = #"""
        belay_mark() {
            {
                printf '\036%s %s\n' "$belay_token" "$1"
                belay_heard=$?
                printf '\036%s %s\n' "$belay_token" "$1" >&3 || belay_heard=1
            } 3>&2 2>/dev/null
        }

        """#

    /// Takes the arguments behind the token, and leaves by `belay_unbegun STATUS` before the command has begun and by
    /// `belay_over STATUS` when it has ended: where a record is kept both write it.
    static let body = #"""
        belay_kind=$1 belay_frame=$2
        shift 2
        # Another user than the one of the login may have no way into the login's folder.
        [ -x . ] || cd /
        if [ "$belay_kind" != direct ]; then belay_bash=$(command -v bash) || belay_bash=; fi
        if [ "$belay_frame" = variables ]; then
            belay_value=
            while :; do
                IFS= read -r belay_line || { belay_mark input; belay_unbegun 126; }
                case $belay_line in
                +*) belay_value="$belay_value
        ${belay_line#+}" ;;
                *)
                    if [ -n "$belay_value" ]; then export "$belay_value" || belay_unbegun 126; fi
                    belay_value=${belay_line#=}
                    if [ "$belay_line" = . ]; then break; fi ;;
                esac
            done
        fi
        if [ "$belay_kind" = direct ]; then
            command -v "$1" >/dev/null 2>&1 || { belay_mark missing; belay_unbegun 127; }
        elif [ -n "$belay_bash" ]; then
            set -- "$belay_bash" --norc -eu -o pipefail -c -- "$1"
        elif (set -o pipefail) 2>/dev/null; then
            set -- sh -eu -o pipefail -c -- "$1"
        elif [ "$belay_kind" = pipeline ]; then
            belay_mark pipefail
            belay_unbegun 126
        else
            set -- sh -eu -c -- "$1"
        fi
        # Nobody may hear this shell any more, and it still has an end to tell.
        trap '' PIPE
        belay_mark "start $$"
        (trap - PIPE; exec "$@")
        belay_status=$?
        belay_mark "exit $belay_status"
        belay_over "$belay_status"
        """#
}
