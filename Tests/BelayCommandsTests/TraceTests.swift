import BelayTestSupport
import Foundation
import Testing

/// Runs as traces: what a collector receives, and what commands are handed.
@Suite("Runs as traces")
struct TraceTests {
    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    private static let runbook = """
        runbook "Trace" "Is looked at."
        action work (name: text) {
            $ (echo -n "$name "; printenv TRACEPARENT || echo) >> seen
        }
        phase "One" { work first }
        phase "Two" {
            $ (echo -n "second "; printenv TRACEPARENT || echo) >> seen
            $ test -e nothing
        }

        """

    private struct Span: Decodable {
        struct Value: Decodable {
            var stringValue: String?
            var intValue: String?
        }

        struct Attribute: Decodable {
            var key: String
            var value: Value
        }

        struct Status: Decodable {
            var code: Int?
            var message: String?
        }

        var traceId: String
        var spanId: String
        var parentSpanId: String?
        var name: String
        var kind: Int
        var startTimeUnixNano: String
        var endTimeUnixNano: String
        var attributes: [Attribute]
        var status: Status

        subscript(key: String) -> String? { attributes.first { $0.key == key }?.value.stringValue }
    }

    private struct Request: Decodable {
        struct Scope: Decodable { var spans: [Span] }
        struct Resource: Decodable { var scopeSpans: [Scope] }

        var resourceSpans: [Resource]
    }

    /// A collector that takes one request, checks what it is, and keeps it.
    private static let receiver = """
        import http.server, json, sys
        class Receiver(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                good = self.path == '/v1/traces' and self.headers['Content-Type'] == 'application/json'
                json.loads(body)
                open('received', 'wb').write(body)
                self.send_response(200 if good else 400)
                self.end_headers()
                self.wfile.write(b'{}')
            def log_message(self, *words): pass
        server = http.server.HTTPServer(('127.0.0.1', 0), Receiver)
        open('port', 'w').write(str(server.server_address[1]))
        server.timeout = 60
        server.handle_request()
        """

    private func spans(_ run: TranscriptRun) throws -> [Span] {
        let bytes = try Data(contentsOf: run.here.appending(path: "received"))
        return try JSONDecoder().decode(Request.self, from: bytes).resourceSpans.flatMap {
            $0.scopeSpans.flatMap(\.spans)
        }
    }

    @Test func `A collector takes a run that a trace has started, and each command is within its own span`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        try run.write(Self.runbook, to: "a.runbook")
        try run.write(Self.receiver, to: "receiver.py")
        _ = try run.output(of: "TRACEPARENT=\(Self.parent) belay run a.runbook")
        let sent = try run.output(
            of: """
                python3 receiver.py & until test -s port; do sleep 0.05; done
                belay show --format otlp | curl -fsS -m 30 -H 'Content-Type: application/json' -d @- \
                    "http://127.0.0.1:$(cat port)/v1/traces"; wait
                """)
        #expect(sent == ["{}"])
        let spans = try spans(run)
        #expect(spans.allSatisfy { $0.traceId == "0af7651916cd43dd8448eb211c80319c" })
        #expect(Set(spans.map(\.spanId)).count == spans.count)
        let whole = try #require(spans.first)
        #expect((whole.name, whole.kind, whole.parentSpanId) == ("RUN Trace", 2, "b7ad6b7169203331"))
        #expect(whole["cicd.pipeline.result"] == "failure")
        #expect(whole.status.code == 2)
        let byNumber = Dictionary(spans.map { ($0.spanId, $0) }) { first, _ in first }
        for span in spans.dropFirst() {
            #expect(span.parentSpanId.flatMap { byNumber[$0] } != nil, "\(span.name)")
            #expect(span.startTimeUnixNano.count == 19)
            #expect(span["cicd.pipeline.task.run.result"] != nil)
        }
        let seen = try String(contentsOf: run.here.appending(path: "seen"), encoding: .utf8).split(separator: "\n")
        #expect(seen.count == 2)
        for line in seen {
            let parts = line.split(separator: " ")[1].split(separator: "-")
            #expect(parts[1] == "0af7651916cd43dd8448eb211c80319c")
            let span = try #require(byNumber[String(parts[2])])
            #expect(span["belay.sign"] == "$")
            #expect(span.name.contains("echo"))
        }
        let action = try #require(spans.first { $0["belay.kind"] == "action" })
        let command = try #require(
            spans.first { $0.name.contains("$name") || $0.name.contains("first") && $0["belay.sign"] == "$" })
        #expect(command.parentSpanId == action.spanId)
    }

    @Test func `Nothing is added to the commands of a run without a trace, which is one by itself`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        try run.write(Self.runbook, to: "a.runbook")
        for header in [
            "", "TRACEPARENT=nonsense ", "TRACEPARENT=00-00000000000000000000000000000000-b7ad6b7169203331-01 ",
        ] {
            _ = try run.output(
                of: "rm -f seen; \(header)belay run a.runbook; belay show --format otlp > received; belay abandon")
            let seen = try String(contentsOf: run.here.appending(path: "seen"), encoding: .utf8)
            #expect(!seen.contains("-b7ad6b7169203331-01") || header.contains("0000000000"))
            let spans = try spans(run)
            #expect(spans.first?.parentSpanId == nil)
            #expect(spans.first?.traceId.count == 32)
            #expect(spans.first?.traceId != "00000000000000000000000000000000")
        }
    }
}
