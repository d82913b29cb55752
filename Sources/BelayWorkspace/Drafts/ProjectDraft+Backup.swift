extension ProjectDraft.Texts {
    /// A folder is packed, the archive is proved, and the oldest ones are removed.
    static func backup(_ name: String, title: String) -> ProjectDraft.Texts {
        ProjectDraft.Texts(
            runbook: """
                runbook "\(title)" "Packs a folder of a server, proves that the archive can be read, and removes the oldest ones."

                needs ssh
                use \(name)-steps

                param server: host                      "the server that has the folder"
                param folder: path                      "the folder to save"
                param archives: path = /var/backups     "where the archives are kept, on the same server"
                param keep: number = 7                  "how many of them"

                lock "\(name) on $server"

                phase "Look first" {
                    on $server as root {
                        expect (? test -d $folder) else "$server has no folder $folder"
                        expect (? test -d $archives) else "$server has no folder $archives"
                    }
                }

                phase "Back up" {
                    on failure undo
                    let stamp   = ? date -u +%Y%m%d-%H%M%S
                    let archive = "$archives/\(name)-${stamp}.tar.gz"
                    pack $folder of $server into $archive
                }

                phase "Keep the newest" {
                    on $server as root { let all: list of path = ? ls -1 $archives/\(name)-*.tar.gz }
                    for old in (all but last $keep of $all) { on $server as root { ! rm -- $old } }
                    say "$folder is in $archive."
                }

                """,
            library: """
                probe archive (archive: path) of (server: host) is whole {
                    "It is there, and every file in it can be read."
                    on $server as root { expect (? tar -tzf $archive > /dev/null) taking 2 as no else "$archive is not whole" }
                }

                action pack (folder: path) of (server: host) into (archive: path) {
                    "Has its name only once it is whole: until then it ends in `.part`."
                    done when archive $archive of $server is whole
                    on $server as root {
                        within 6h { $ tar -czf ${archive}.part -C $folder . }
                        $ mv -T ${archive}.part $archive
                    }
                    undo { on $server as root { ! rm -f -- $archive ${archive}.part } }
                }

                """,
            tests: """
                tests of \(name)

                given "a server with two archives" {
                    ? date -u +%Y%m%d-%H%M%S
                        says 20300103-120000
                    on db1 as root {
                        ? test -d /srv/data
                        ? test -d /var/backups
                        ? tar -tzf /var/backups/\(name)-20300103-120000.tar.gz > /dev/null
                            ends with 2
                            after ($ mv -T …) ends with 0
                        $ tar -czf …
                        $ mv -T …
                        ? ls -1 /var/backups/\(name)-*.tar.gz
                            says ["/var/backups/\(name)-20300101.tar.gz", "/var/backups/\(name)-20300102.tar.gz", "/var/backups/\(name)-20300103-120000.tar.gz"]
                        ! rm …
                    }
                }

                test "The newest stay" {
                    given "a server with two archives"
                    run with server=db1, folder=/srv/data, keep=2
                    it is done
                    it runs {
                        on db1 as root {
                            $ tar -czf /var/backups/\(name)-20300103-120000.tar.gz.part …
                            ! rm -- /var/backups/\(name)-20300101.tar.gz
                        }
                    }
                }

                test "An archive that cannot be read is removed, and no other" {
                    given "a server with two archives"
                    on db1 as root {
                        ? tar -tzf …
                            ends with 2
                    }
                    run with server=db1, folder=/srv/data, keep=2
                    it fails with "…\(name)-20300103-120000.tar.gz is not whole"
                    it never runs ! rm -- /var/backups/\(name)-20300101.tar.gz
                }

                """,
            parameters: """
                # belay plan \(name).runbook --params \(name).params.yaml
                server: admin@db1.example.com
                folder: /srv/data
                keep: 7

                """)
    }
}
