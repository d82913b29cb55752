import Testing

@testable import BelayLab

@Suite struct NetworkTroubleTests {
    @Test func `Its rules are read as they were written`() {
        let trouble = NetworkTrouble(rules: [
            .init(isFromMachine: true, effect: .cut), .init(isFromMachine: false, effect: .delay(0.2)),
            .init(isFromMachine: false, effect: .lose(0.25), isOfOperator: true),
        ])
        #expect(NetworkTrouble(text: trouble.text) == trouble)
    }

    @Test func `What it does to others spares the operator, and the other way round`() {
        let slow = NetworkTrouble(rules: [.init(isFromMachine: true, effect: .delay(0.2))])
        #expect(slow.delay(isFromMachine: true, isOfOperator: false) { 0 } == 0.2)
        #expect(slow.delay(isFromMachine: true, isOfOperator: true) { 0 } == 0)
        #expect(slow.delay(isFromMachine: false, isOfOperator: false) { 0 } == 0)
        let lossy = NetworkTrouble(rules: [.init(isFromMachine: false, effect: .lose(0.2), isOfOperator: true)])
        #expect(lossy.delay(isFromMachine: false, isOfOperator: true) { 0.1 } == nil)
        #expect(lossy.delay(isFromMachine: false, isOfOperator: true) { 0.3 } == 0)
    }
}
