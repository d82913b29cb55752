extension ProjectDraft.Texts {
    /// A package is updated on some servers at a time, each of which must serve before the next begin.
    static func rolling(_ name: String, title: String) -> ProjectDraft.Texts {
        ProjectDraft.Texts(
            runbook: """
                runbook "\(title)" "Updates a package on the servers batch by batch; each must serve its page before the next begin."

                needs ssh
                use \(name)-steps

                param servers: list of host                "the servers"
                param package: text = app                  "the package to update; it restarts its service"
                param page: text = "http://localhost/"     "a page that a server must serve, asked on itself"
                param batches: list of text = [1, 50%]     "how many change at once: numbers or shares; the last one is used until all are done"
                param pause: duration = 30s                "the time between two batches"

                lock "\(name)"

                phase "Look first" {
                    for server in $servers { expect server $server serves $page }
                }

                phase "Update" {
                    for server in $servers together in batches of $batches stopping after 1 failure {
                        update $package on $server
                        await server $server serves $page within 2m every 1s stable 5s
                    } between batches { wait $pause }
                    say "Every server has the newest $package."
                }

                """,
            library: """
                probe server (server: host) serves (page: text) {
                    on $server { expect (? curl --noproxy '*' -sfo /dev/null -m 5 $page) else "$server does not serve $page" }
                }

                probe package (package: text) is the newest on (server: host) {
                    "The version that is installed is the one that would be."
                    on $server { let versions: list of text = ? apt-cache policy $package | awk '/Installed:|Candidate:/ { print $2 }' }
                    expect count of (unique of $versions) is 1 else "$server has ${package} ${versions[0]}, and ${versions[1]} is there"
                }

                action update (package: text) on (server: host) {
                    "Takes the newest version of the lists that the server has."
                    done when package $package is the newest on $server
                    on $server as root { within 10m { $ DEBIAN_FRONTEND=noninteractive apt-get install -y --only-upgrade $package } }
                }

                """,
            tests: """
                tests of \(name)

                given "two servers with an old package" {
                    on web1 {
                        ? curl …
                        ? apt-cache policy …
                            says ["1.0", "1.1"]
                            after ($ DEBIAN_FRONTEND=noninteractive apt-get …) here says ["1.1", "1.1"]
                    }
                    on web1 as root { $ DEBIAN_FRONTEND=noninteractive apt-get … }
                    on web2 {
                        ? curl …
                        ? apt-cache policy …
                            says ["1.0", "1.1"]
                            after ($ DEBIAN_FRONTEND=noninteractive apt-get …) here says ["1.1", "1.1"]
                    }
                    on web2 as root { $ DEBIAN_FRONTEND=noninteractive apt-get … }
                }

                test "One server after the other gets it" {
                    given "two servers with an old package"
                    run with servers=[web1, web2], batches=[1]
                    it changes {
                        on web1 as root { $ DEBIAN_FRONTEND=noninteractive apt-get … }
                        on web2 as root { $ DEBIAN_FRONTEND=noninteractive apt-get … }
                    }
                    it says "Every server has the newest app."
                }

                test "A server that does not come back is the last" {
                    given "two servers with an old package"
                    on web1 {
                        ? curl …
                            after ($ DEBIAN_FRONTEND=noninteractive apt-get …) here ends with 7
                    }
                    run with servers=[web1, web2], batches=[1]
                    it fails
                    it changes { on web1 as root { $ DEBIAN_FRONTEND=noninteractive apt-get … } }
                }

                """,
            parameters: """
                # belay plan \(name).runbook --params \(name).params.yaml
                servers:
                  - admin@web1.example.com
                  - admin@web2.example.com
                package: nginx

                """)
    }
}
