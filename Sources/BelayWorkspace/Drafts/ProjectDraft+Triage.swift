extension ProjectDraft.Texts {
    /// Only reads: what is wrong with a server, as notes.
    static func triage(_ name: String, title: String) -> ProjectDraft.Texts {
        ProjectDraft.Texts(
            runbook: """
                runbook "\(title)" "Only reads: load, memory, disks, units, the log. Its notes belong in the incident."

                needs ssh
                use \(name)-steps

                param server: host                 "the server that is slow or down"
                param service: text = app          "the unit that people miss"
                param most_disk: number = 85       "percent of a file system that may be in use"
                param most_memory: number = 90     "percent of the memory that may be in use"

                phase "Is it there" {
                    on $server { ? uptime }
                }

                phase "Memory" {
                    on failure recover
                    let used = memory in use on $server
                    note "$used% of the memory is in use" if $used > $most_memory
                }

                phase "Disks" {
                    on failure recover
                    on $server { let mounts: list of path = ? df -x tmpfs -x devtmpfs --output=target | tail -n +2 }
                    for mount in $mounts {
                        let used = disk in use at $mount on $server
                        note "$mount is $used% full" if $used > $most_disk
                    }
                }

                phase "Units" {
                    on failure recover
                    on $server { let state = ? systemctl is-active $service || true }
                    note "$service is $state" if $state is not active
                    on $server { let failed: list of text = ? systemctl list-units --failed --plain --no-legend | awk '{ print $1 }' }
                    let names = $failed joined by ", "
                    note "failed units: $names" if $failed is not []
                }

                phase "The log" {
                    on failure recover
                    on $server as root { ? journalctl --no-pager --unit $service --priority err --since -1h --lines 30 }
                }

                """,
            library: """
                probe memory in use on (server: host) gives number {
                    "In percent; what the system could free at once does not count."
                    on $server { give ? awk '/^MemTotal:/ { all = $2 } /^MemAvailable:/ { free = $2 } END { print int(100 * (all - free) / all) }' /proc/meminfo }
                }

                probe disk in use at (mount: path) on (server: host) gives number {
                    "In percent."
                    on $server { give ? df --output=pcent $mount | tail -n 1 | tr -dc 0-9 }
                }

                """,
            tests: """
                tests of \(name)

                given "a server that is well" {
                    on web1 {
                        ? uptime
                            says "12:00:00 up 3 days, load average: 0.10, 0.20, 0.15"
                        ? awk …
                            says 40
                        ? df -x …
                            says ["/", "/srv"]
                        ? df --output=pcent / | …
                            says 20
                        ? df --output=pcent /srv | …
                            says 30
                        ? systemctl is-active app || true
                            says active
                        ? systemctl list-units …
                    }
                    on web1 as root { ? journalctl … }
                }

                test "Nothing is noted of a server that is well" {
                    given "a server that is well"
                    run with server=web1
                    it is done
                    it changes nothing
                }

                test "What is wrong is noted" {
                    given "a server that is well"
                    on web1 {
                        ? df --output=pcent /srv | …
                            says 97
                        ? systemctl is-active app || true
                            says failed
                        ? systemctl list-units …
                            says ["app.service"]
                    }
                    run with server=web1
                    it notes "/srv is 97% full"
                    it notes "app is failed"
                    it notes "failed units: app.service"
                }

                test "A question that fails does not keep the others from being asked" {
                    given "a server that is well"
                    on web1 {
                        ? df -x …
                            ends with 1
                    }
                    run with server=web1
                    it runs { on web1 as root { ? journalctl … } }
                }

                """,
            parameters: """
                # belay plan \(name).runbook --params \(name).params.yaml
                server: admin@web1.example.com
                service: nginx

                """)
    }
}
