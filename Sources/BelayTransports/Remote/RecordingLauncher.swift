/// The script that a host keeps its record of a change by, as the user that ssh logs in as: it writes down that the
/// command starts, runs the prefix with the command, and writes down how that ended. Where no record can be kept the
/// command is not started, and a mark says so.
///
/// Arguments: the command's token (as `$0`), its mark, such as `20260301-093000-k3f9/12`, the generation of the run, then the
/// words to run. Without a
/// prefix it is one with the launcher script, whose arguments then come there: a step has one shell less to wait for.
enum RecordingLauncher {
    /// Around a prefix and the launcher script behind it.
    static let around = beginning + LauncherScript.marking + running
    /// One with the launcher script.
    static let alone = beginning + LauncherScript.marking + LauncherScript.body

    private static let beginning =
        RemoteRecord.functions + #"""

            belay_refuse() { printf '\036%s %s\n' "$belay_token" "$1" >&2; exit 126; }
            # Whoever has made the file was a question that gave the change up, or this change itself, sent before.
            belay_leave() {
                belay_state=
                { read -r belay_state belay_line; } 2>/dev/null < "$1"
                if [ "$belay_state" = void ]; then belay_refuse void; else belay_refuse taken; fi
            }
            belay_token=$0 belay_run=${1%/*} belay_number=${1##*/} belay_generation=$2
            shift 2
            if [ "$belay_generation" -gt 1 ]; then belay_each belay_announce || belay_refuse unrecorded; fi
            # Before it has left anything here that whoever took the run over would find.
            if belay_is_superseded; then belay_refuse superseded; fi
            belay_tell_boot
            belay_content="started  $$ $belay_boot ${belay_up:--} $belay_token" belay_file=
            belay_each belay_claim || belay_refuse unrecorded
            if [ "$belay_taken" ]; then belay_leave "$belay_file"; fi
            if belay_each belay_find; then
                rm -f "$belay_file"
                belay_leave "$belay_other"
            fi
            if belay_is_superseded; then
                rm -f "$belay_file"
                belay_refuse superseded
            fi
            # In place, and as long as what is there. Where the way back was closed by then, that may be what has ended
            # the command.
            belay_over() {
                if [ "$belay_heard" = 0 ]; then belay_end=exit; else belay_end=lost; fi
                [ ! -e "$belay_file" ] || printf '%s %3d ' "$belay_end" "$1" 2>/dev/null 1<> "$belay_file"
                exit "$1"
            }
            belay_unbegun() {
                [ ! -e "$belay_file" ] || printf 'void     ' 2>/dev/null 1<> "$belay_file"
                exit "$1"
            }

            """#

    private static let running = #"""
        trap '' PIPE
        (trap - PIPE; exec "$@")
        belay_status=$?
        belay_mark over
        belay_over "$belay_status"
        """#
}
