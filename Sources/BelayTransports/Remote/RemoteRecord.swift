/// The record that a host keeps of a change, as shell functions that the scripts which write, read and remove it share.
///
/// A run has a folder on each host that it changes, of the user that ssh logs in as and for that user alone, also where
/// the command runs as another user or in a container: it is the host that remembers. The folder has a file for each
/// change, named after its number, with one line:
///
///     started  PROCESS BOOT UPTIME TOKEN
///     exit N   PROCESS BOOT UPTIME TOKEN
///     lost N   PROCESS BOOT UPTIME TOKEN
///     void
///
/// `PROCESS` carries the command and has `TOKEN` among its arguments; `BOOT` names the start of the machine, and of its
/// first process, which in a container is younger; `UPTIME` is in seconds. `exit N` is written over `started` in place,
/// so that a disk that has become full in the meantime has room for it. `lost N` instead says that the command's
/// outputs were closed when it ended, since the connection was gone: what has ended it may have been just that.
///
/// Next to them a file `generation` has a line for each generation of the run that has come here, but for the first: one
/// that is lower than another there is of a Belay whose run was taken over, and starts nothing any more. Whoever is later
/// writes its line before it does anything else here, and whoever starts a change looks for lines once it has made the
/// change's file; so of two that come at once either the earlier one sees the line, or the later one sees the change.
///
/// Whoever makes the file decides: the command, and then it starts, or somebody who has looked for it and writes `void`,
/// and then it never does, however late it comes. Where the first place cannot be written the next one is taken, so the
/// two may not meet in one file; each therefore looks into all places once it has written its own.
enum RemoteRecord {
    static let functions = #"""
        belay_each() {
            case ${XDG_STATE_HOME:-} in
            /*) "$1" "$XDG_STATE_HOME/belay/far/$belay_run" && return 0 ;;
            *) case ${HOME:-} in /*) "$1" "$HOME/.local/state/belay/far/$belay_run" && return 0 ;; esac ;;
            esac
            "$1" "/var/tmp/belay-far-$belay_run" || "$1" "/tmp/belay-far-$belay_run"
        }
        belay_is_own() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }
        belay_make() { belay_is_own "$1" || { (umask 077; mkdir -p "$1") 2>/dev/null && belay_is_own "$1"; }; }
        # Looks into every place for the latest generation of the run.
        belay_heed() {
            if belay_is_own "$1" && [ -f "$1/generation" ]; then
                while read -r belay_line; do
                    case $belay_line in
                    '' | *[!0-9]*) ;;
                    *) [ "$belay_line" -le "$belay_latest" ] || belay_latest=$belay_line ;;
                    esac
                done < "$1/generation"
            fi
            return 1
        }
        belay_announce() {
            belay_make "$1" || return 1
            belay_latest=1
            belay_heed "$1"
            [ "$belay_latest" -ge "$belay_generation" ] ||
                printf '%s\n' "$belay_generation" 2>/dev/null >> "$1/generation"
        }
        belay_is_superseded() {
            belay_latest=$belay_generation
            belay_each belay_heed
            [ "$belay_latest" -gt "$belay_generation" ]
        }
        belay_claim() {
            belay_make "$1" || return 1
            belay_file=$1/$belay_number belay_taken=
            set -C
            true 2>/dev/null > "$belay_file"
            belay_status=$?
            set +C
            if [ "$belay_status" != 0 ]; then
                [ -e "$belay_file" ] || return 1
                belay_taken=yes
                return 0
            fi
            printf '%s\n' "$belay_content" 2>/dev/null > "$belay_file" && return 0
            rm -f "$belay_file"
            return 1
        }
        belay_find() {
            belay_other=$1/$belay_number
            [ "$belay_other" != "$belay_file" ] && belay_is_own "$1" && [ -e "$belay_other" ]
        }

        """# + tellingBoot + #"""
            belay_tell_boot() {
                [ "${belay_known_boot:-}" ] || belay_find_boot
                belay_boot=$belay_known_boot belay_first=${belay_known_boot##*.} belay_up=-
                { read -r belay_up belay_line < /proc/uptime; } 2>/dev/null
                belay_up=${belay_up%.*}
            }
            """#

    /// Finds out `BOOT`. A shell reads one byte at a time, so what is known already is not looked for again: a shell
    /// that is kept does not outlive the machine's start, nor that of the first process.
    static let tellingBoot = #"""
        belay_find_boot() {
            belay_known_boot=- belay_first=-
            { IFS= read -r belay_known_boot < /proc/sys/kernel/random/boot_id; } 2>/dev/null
            { IFS= read -r belay_line < /proc/1/stat; } 2>/dev/null && set -- ${belay_line##*\) } && belay_first=${20}
            belay_known_boot=${belay_known_boot:--}.$belay_first
        }

        """#
}
