extension ProjectDraft.Texts {
    /// A release goes to the servers one after the other, and goes back from all of them when one fails.
    static func deploy(_ name: String, title: String) -> ProjectDraft.Texts {
        ProjectDraft.Texts(
            runbook: """
                runbook "\(title)" "Puts a release on the servers, one after the other, and takes it back from all of them when one fails."

                needs ssh
                use \(name)-steps

                param version: text               "the release to put live: a folder in the folder `releases` of every server"
                param servers: list of host       "the servers, in the order of their turns"
                param folder: path = /srv/app     "where the folder `releases` is, and `current`, a link to the live one"
                param service: text = app         "the unit that serves it"

                lock "\(name)"

                phase "Look first" {
                    for server in $servers {
                        on $server { expect (? test -d $folder/releases/$version) else "$server has no release $version" }
                    }
                }

                phase "Put it live" {
                    on failure undo
                    for server in $servers { put $version live on $server folder=$folder service=$service }
                    say "Every server has $version."
                }

                """,
            library: """
                probe release (wanted: text) is live on (server: host) [folder: path = /srv/app] {
                    "The link says so."
                    on $server { let live = ? readlink $folder/current }
                    expect $live is "releases/$wanted" else "$server has $live"
                }

                probe service (service: text) runs on (server: host) {
                    on $server { expect (? systemctl is-active --quiet $service) else "$service does not run on $server" }
                }

                action put (wanted: text) live on (server: host) [folder: path = /srv/app] [service: text = app] {
                    "Replaces the link in one move, restarts the service, and waits until it runs."
                    on $server { let before = ? readlink $folder/current }
                    done when release $wanted is live on $server folder=$folder
                    on $server as root {
                        $ ln -sfn releases/$wanted $folder/next && mv -T $folder/next $folder/current
                        within 1m { $ systemctl restart $service }
                    }
                    await service $service runs on $server within 1m every 1s stable 3s
                    undo {
                        on $server as root {
                            $ ln -sfn $before $folder/next && mv -T $folder/next $folder/current
                            within 1m { $ systemctl restart $service }
                        }
                    }
                }

                """,
            tests: """
                tests of \(name)

                given "two servers with release 1" {
                    on web1 {
                        ? test -d /srv/app/releases/2
                        ? readlink /srv/app/current
                            says releases/1
                            after ($ ln -sfn releases/2 …) here says releases/2
                            after ($ ln -sfn releases/1 …) here says releases/1
                        ? systemctl is-active --quiet app
                    }
                    on web1 as root {
                        $ ln -sfn …
                        $ systemctl restart app
                    }
                    on web2 {
                        ? test -d /srv/app/releases/2
                        ? readlink /srv/app/current
                            says releases/1
                            after ($ ln -sfn releases/2 …) here says releases/2
                            after ($ ln -sfn releases/1 …) here says releases/1
                        ? systemctl is-active --quiet app
                    }
                    on web2 as root {
                        $ ln -sfn …
                        $ systemctl restart app
                    }
                }

                test "Every server gets the release" {
                    given "two servers with release 1"
                    run with version=2, servers=[web1, web2]
                    it is done
                    it says "Every server has 2."
                }

                test "A release that does not start is taken back from all servers, newest first" {
                    given "two servers with release 1"
                    on web2 {
                        ? systemctl is-active --quiet app
                            ends with 3
                    }
                    run with version=2, servers=[web1, web2]
                    it fails with "…"
                    it undoes "put 2 live on web2 …"
                    it undoes "put 2 live on web1 …"
                    it runs {
                        on web2 as root { $ ln -sfn releases/1 … }
                        on web1 as root { $ ln -sfn releases/1 … }
                    }
                }

                test "Nothing changes while a server lacks the release" {
                    given "two servers with release 1"
                    on web2 {
                        ? test -d /srv/app/releases/2
                            ends with 1
                    }
                    run with version=2, servers=[web1, web2]
                    it fails with "web2 has no release 2"
                    it changes nothing
                }

                """,
            parameters: """
                # belay plan \(name).runbook --params \(name).params.yaml
                version: "2.0"
                servers:
                  - admin@web1.example.com
                  - admin@web2.example.com

                """)
    }
}
