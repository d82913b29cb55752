public import BelaySource

/// The sign in the margin: what a command does to the world.
public enum CommandSign: String, Hashable, Sendable {
    case reads = "?"
    case changes = "$"
    case destroys = "!"
}

/// A sign and shell text: `$ kops update cluster $cluster --yes`.
public struct CommandSyntax: Hashable, Sendable {
    public enum Style: Hashable, Sendable {
        case line
        /// `"""`: a script in which Belay's names are replaced.
        case script
        /// `'''`: the shell's alone.
        case raw
    }

    public var sign: CommandSign
    public var signSpan: Span
    public var style: Style
    public var parts: [CommandPartSyntax]
    /// The programs that the text starts, as far as it shows.
    public var commands: [ShellCommandSyntax]
    /// In order, as far as the shell's grammar was followed.
    public var statements: [ShellStatementSyntax]
    /// Its status may be that of several programs; nil where the shell's grammar was not followed to the end.
    public var isPipeline: Bool?
    /// From the sign to the end of the text.
    public var span: Span

    public init(
        sign: CommandSign, signSpan: Span, style: Style, parts: [CommandPartSyntax],
        commands: [ShellCommandSyntax] = [], statements: [ShellStatementSyntax] = [], isPipeline: Bool? = nil,
        span: Span
    ) {
        self.sign = sign
        self.signSpan = signSpan
        self.style = style
        self.parts = parts
        self.commands = commands
        self.statements = statements
        self.isPipeline = isPipeline
        self.span = span
    }
}

/// Shell text, or a name in it. Joined in order, the parts are the text, byte for byte, except for a continued line's
/// `\` and newline, which become one space, a line's comment, a script's common indentation, and the `\` of `\$name`,
/// which leaves the name to the shell: the shell gets `$name`.
public enum CommandPartSyntax: Hashable, Sendable {
    case literal(LiteralSyntax)
    case name(CommandNameSyntax)
}

/// `$name`, `${name}`, `${name.field}` or `${name...` in shell text that may be Belay's.
public struct CommandNameSyntax: Hashable, Sendable {
    /// The shell quoting around the name.
    public enum Context: Hashable, Sendable {
        case unquoted
        case doubleQuoted
        /// Nothing is replaced there; a declared name is a warning.
        case singleQuoted
        /// Not replaceable; the string says where: "backquotes", "a here-document", "$(( ))", "a shell expansion".
        case forbidden(String)
    }

    /// The name, and for `${name.field}` its fields and indexes. For a shell expansion such as `${x%y}` the name alone,
    /// with `isExpansion` set.
    public var variable: VariableSyntax
    public var context: Context
    /// `${x%y}`, `${x:-y}`, `${#x}`: only the shell can mean this.
    public var isExpansion: Bool
    /// It belongs to an argument of a program, or to its name, and not to another word of the shell's grammar.
    public var isInArgument: Bool
    /// As written, for leaving it to the shell when that is what is meant.
    public var source: String

    public init(
        variable: VariableSyntax, context: Context, isExpansion: Bool, isInArgument: Bool = true, source: String
    ) {
        self.variable = variable
        self.context = context
        self.isExpansion = isExpansion
        self.isInArgument = isInArgument
        self.source = source
    }
}
