/// A runbook as long as one wishes, of definitions and phases that use them.
enum GeneratedRunbook {
    /// - Parameter lines: at least so many.
    static func text(lines: Int) -> String {
        var text = "runbook \"Generated\"\nparam cluster: text\nlock $cluster\n"
        var written = 3
        var number = 0
        while written < lines {
            text += """
                action restart service s\(number) on (node: host) [wait: duration = 5m] {
                    "Restarts service s\(number)."
                    expect service s\(number) runs on $node
                    let name = "service-\(number)-$cluster"
                    on $node as root { $ systemctl restart $name --wait $wait "${name}.service" }
                    undo { on $node as root { $ systemctl stop $name } }
                }
                probe service s\(number) runs on (node: host) {
                    on $node { expect ? systemctl is-active service-\(number) }
                }
                phase "Service \(number)" {
                    on failure undo
                    let host\(number): text = ? hostname
                    restart service s\(number) on $host\(number) wait=10m
                    if $host\(number) contains web and not $cluster is "test" {
                        await service s\(number) runs on $host\(number) within 10m every 5s stable 30s
                    }
                }

                """
            written += 17
            number += 1
        }
        return text
    }
}
