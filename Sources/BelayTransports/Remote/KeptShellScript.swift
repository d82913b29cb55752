import BelayData

/// The script of the shell that is kept on a host: it performs one `KeptRequest` after another, until its input ends. Any
/// POSIX shell runs it.
///
/// Each command is a session of its own, made by `setsid`, with the scripts that a command of an own session has. It does not
/// get the streams of this shell but a pipe for each, so nothing that it leaves behind can reach the next command. There
/// are two pipes for each stream. One `cat` reads all of them in turn: it comes to the end of one when nobody holds that
/// any more, and then opens the other, where this shell has written a mark `closed` in the meantime, which says that it
/// is free, and where the next command will write. At any time the shell itself holds one of the two open, for otherwise
/// there would be nothing to wait for. The first two marks say that it is there.
///
/// What waits for the end of its input is another process than what performs commands, so that a lost connection closes the
/// pipes of a command that runs: it kills the process group, to which no command belongs. So does what waits for the end
/// of the process that performs them, which may find that the host has no room for another process, and so does what
/// passes on the output when that is not taken any more.
///
/// A command is not performed, and `stale` said instead, when a fresh login may differ from this one: when a start-up file or
/// what logging in reads was changed since, or the home is another folder.
enum KeptShellScript {
    static let text =
        RemoteStart.Script.allCases.map { "belay_\($0.rawValue)=\(ShellQuoting.quoted($0.text))\n" }.joined()
        + "belay_launcher=\(ShellQuoting.quoted(LauncherScript.text))\n" + conditions
        + RemoteRecord.tellingBoot + watching + performing + reading

    private static let conditions = #"""
        belay_shell=$0 belay_place=$PWD
        belay_refuse() { printf '%s\n' "$1" >&2; exit 1; }
        kill -0 "-$$" 2>/dev/null || belay_refuse "the shell leads no process group"
        [ "$(command -v printf)" = printf ] || belay_refuse "its sh has no printf of its own"
        [ . -ef "$belay_place" ] || belay_refuse "its sh cannot compare files"
        for belay_word in setsid cat; do
            command -v "$belay_word" >/dev/null 2>&1 || belay_refuse "there is no program $belay_word"
        done
        # Its time of change is that of this login.
        { exec 9</proc/self/stat; } 2>/dev/null && [ -e /proc/self/fd/9 ] || belay_refuse "there is no /proc"
        { : | (: >/proc/self/fd/0); } 2>/dev/null || belay_refuse "no pipe can be opened a second time"

        """#

    /// Of a file that is missing the folder is looked at where it would come about; so is that of each other one, which is
    /// newer when a file in it was replaced, also by one that is older.
    private static let watching = #"""
        belay_fresh='[ . -ef "$belay_place" ]' belay_seen=
        for belay_word in '$HOME/.bashrc' '$HOME/.profile' '$HOME/.bash_profile' '$HOME/.bash_login' '$HOME/.zshenv' \
            '$HOME/.zshrc' '$HOME/.zprofile' '$HOME/.cshrc' '$HOME/.tcshrc' '$HOME/.login' '$HOME/.kshrc' '$HOME/.mkshrc' \
            '$HOME/.pam_environment' '$HOME/.config/fish/config.fish' '$HOME/.ssh/environment' '$HOME/.ssh/rc' \
            /etc/environment /etc/profile /etc/profile.d /etc/bash.bashrc /etc/bashrc /etc/zshenv /etc/zsh/zshenv \
            /etc/csh.cshrc /etc/fish/config.fish /etc/ssh/sshrc /etc/security/limits.conf /etc/security/limits.d \
            /etc/security/pam_env.conf /etc/passwd /etc/group; do
            while [ "$belay_word" ]; do
                case $belay_seen in *":$belay_word:"*) break ;; esac
                if eval "[ -e \"$belay_word\" ]"; then
                    belay_seen="$belay_seen:$belay_word:"
                    # Shells that compare whole seconds do not know what happened in the same one.
                    belay_fresh="$belay_fresh && [ \"$belay_word\" -ot /proc/self/fd/9 ]"
                fi
                case $belay_word in */*) belay_word=${belay_word%/*} ;; *) break ;; esac
            done
        done
        eval "belay_is_fresh() { $belay_fresh; }"

        """#

    private static let performing = #"""
        belay_tell() { printf '\036%s %s\n' "$belay_token" "$1"; }
        # Takes the other pipe of each stream and leaves the one that the command had.
        belay_turn() {
            if [ "$belay_turned" ]; then
                belay_turned=
                exec >/proc/self/fd/3 8>/proc/self/fd/5
            else
                belay_turned=yes
                exec >/proc/self/fd/4 8>/proc/self/fd/6
            fi
        }
        belay_close() {
            belay_turn
            belay_tell closed
            belay_tell closed >&8
        }
        # Passes on what comes from two pipes in turn, of each until nobody holds it.
        belay_relay() {
            set -- "$@" "$@" "$@" "$@" "$@" "$@" "$@" "$@"
            set -- "$@" "$@" "$@" "$@" "$@" "$@" "$@" "$@"
            while cat "$@"; do :; done
            kill -KILL "-$$"
        }
        # As it was at the login; nothing follows in this process but the command.
        belay_become() {
            if [ "$belay_had_locale" ]; then LC_ALL=$belay_locale; else unset LC_ALL; fi
            exec setsid sh -c "$belay_text" "$belay_token" "$@" 2>&8 3<&- 4<&- 5<&- 6<&- 8>&- 9<&-
        }

        """#

    private static let reading = #"""
        { cat; kill -KILL "-$$"; } 9<&- | {
            # Four pipes, of which the ends that are read are never read from: they are opened again by these names.
            exec 7<&0
            : | { exec 3<&0; : | { exec 4<&0; : | { exec 5<&0; : | { exec 6<&0
                exec <&7 7>&1 >/proc/self/fd/3 8>/proc/self/fd/5
                { exec </dev/null >&7 2>/dev/null 7>&- 8>&-; belay_relay /proc/self/fd/3 /proc/self/fd/4; } &
                { exec </dev/null >&2 2>/dev/null 7>&- 8>&-; belay_relay /proc/self/fd/5 /proc/self/fd/6; } &
                exec 2>/dev/null 7>&-
                # Bytes are bytes, whatever the locale.
                belay_locale=${LC_ALL-} belay_had_locale=${LC_ALL+yes}
                LC_ALL=C
                belay_find_boot
                # In words that need no quotes, or each command looks for it.
                case $belay_known_boot in
                *[!0-9a-f.-]*) belay_records= ;;
                *) belay_records="belay_known_boot=$belay_known_boot
        " ;;
                esac
                belay_token=$belay_shell belay_turned=
                belay_close
                while IFS=' ' read -r belay_token belay_script; do
                    set --
                    belay_kind= belay_word= belay_input= belay_has_input=
                    while IFS= read -r belay_line; do
                        case $belay_line in
                        +*)
                            belay_word="$belay_word
        ${belay_line#+}"
                            continue ;;
                        esac
                        case $belay_kind in
                        word) set -- "$@" "$belay_word" ;;
                        input) belay_input=$belay_word belay_has_input=yes ;;
                        esac
                        case $belay_line in
                        =*) belay_kind=word belay_word=${belay_line#=} ;;
                        '<'*) belay_kind=input belay_word=${belay_line#<} ;;
                        @) belay_kind=word belay_word=$belay_launcher ;;
                        .) break ;;
                        esac
                    done
                    [ "$belay_line" = . ] || exit
                    case $belay_script in
                    plain) belay_text=$belay_plain ;;
                    recorded) belay_text=$belay_records$belay_recorded ;;
                    behind) belay_text=$belay_behind ;;
                    recorded_behind) belay_text=$belay_records$belay_recorded_behind ;;
                    *) exit ;;
                    esac
                    if ! belay_is_fresh; then
                        belay_tell stale >&8
                    else
                        if [ "$belay_has_input" ]; then
                            printf %s "$belay_input" | (belay_become "$@")
                        else
                            (belay_become "$@") </dev/null
                        fi
                        belay_tell "left $?" >&8
                    fi
                    belay_close
                done
            }; }; }; }
            kill -KILL "-$$"
        }
        """#
}
