import BelaySource
import BelaySyntax

extension StatementSyntax {
    /// All its blocks, in the order of the text.
    var blocks: [BlockSyntax] {
        switch self {
        case .if(let node): node.branches.map(\.body) + [node.alternative].compactMap(\.self)
        case .for(let node): [node.body, node.between].compactMap(\.self)
        default: [body].compactMap(\.self)
        }
    }

    /// The statements inside of its blocks.
    var inner: [StatementSyntax] { blocks.flatMap(\.statements) }

    /// Visits it and all inside of it, from the outside to the inside.
    func walk(_ visit: (StatementSyntax) -> Void) {
        visit(self)
        for statement in inner { statement.walk(visit) }
    }
}

extension FileSyntax {
    func walk(_ visit: (StatementSyntax) -> Void) {
        for statement in statements { statement.walk(visit) }
    }

    /// The statements around an offset, the outermost first.
    func path(to offset: Int) -> [StatementSyntax] {
        var path: [StatementSyntax] = []
        var level = statements
        while let next = level.first(where: { $0.span.start <= offset && offset <= $0.span.end }) {
            path.append(next)
            level = next.inner
        }
        return path
    }
}
