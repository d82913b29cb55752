public import BelaySource

/// What a lab declares besides its parameters, names and phrases, which are a program's.
///
/// All slots are of the program's `bodyFrame`, so that the blocks can be run one after the other in one frame: what
/// `begin` binds is there in all that come after it. The statements of each block are counted from 1.
public struct LabDefinition: Sendable {
    /// In the order of the text, each by its own name: `machine web1, web2 { }` makes two.
    public var machines: [Machine]
    public var addresses: [Address]
    public var begin: Block?
    public var clients: [Client]
    public var states: [State]
    public var faults: [OwnFault]

    public init(
        machines: [Machine] = [], addresses: [Address] = [], begin: Block? = nil, clients: [Client] = [],
        states: [State] = [], faults: [OwnFault] = []
    ) {
        self.machines = machines
        self.addresses = addresses
        self.begin = begin
        self.clients = clients
        self.states = states
        self.faults = faults
    }

    /// A machine, reached as the host of its name.
    public struct Machine: Sendable {
        public var name: String
        /// Started at each boot.
        public var units: [String]
        /// Those that are there besides those of the units.
        public var packages: [String]
        public var users: [String]
        public var disks: [Disk]
        /// How long a reboot takes, where it is said.
        public var bootTime: Duration?
        /// Its name.
        public var span: Span

        public init(
            name: String, units: [String] = [], packages: [String] = [], users: [String] = [], disks: [Disk] = [],
            bootTime: Duration? = nil, span: Span
        ) {
            self.name = name
            self.units = units
            self.packages = packages
            self.users = users
            self.disks = disks
            self.bootTime = bootTime
            self.span = span
        }
    }

    /// A file system of its own.
    public struct Disk: Hashable, Sendable {
        public var path: String
        public var bytes: Int

        public init(path: String, bytes: Int) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// A free address with a name, which nobody holds at first.
    public struct Address: Sendable {
        public var name: String
        public var span: Span

        public init(name: String, span: Span) {
            self.name = name
            self.span = span
        }
    }

    /// `meanwhile`: what continues from the beginning to the end, a turn at a time.
    public struct Client: Sendable {
        public var name: String
        public var period: Duration
        /// The time that a turn may take, where it is said.
        public var limit: Duration?
        /// Where a turn has its number, `$turn`.
        public var turnSlot: Int
        public var body: Block
        /// `found`: it binds the list of what is there, instead of giving it. Each of its `give`s is the last statement
        /// of its way, so binding and giving are the same.
        public var found: Block?
        /// Where the list of texts is when `found` is done.
        public var foundSlot: Int?
        /// Where the states have `$NAME`.
        public var recordSlot: Int
        public var span: Span

        public init(
            name: String, period: Duration, limit: Duration?, turnSlot: Int, body: Block, found: Block?,
            foundSlot: Int?, recordSlot: Int, span: Span
        ) {
            self.name = name
            self.period = period
            self.limit = limit
            self.turnSlot = turnSlot
            self.body = body
            self.found = found
            self.foundSlot = foundSlot
            self.recordSlot = recordSlot
            self.span = span
        }
    }

    /// `ends`: a state in which the procedure may end. It holds if its block is done without a failure.
    public struct State: Sendable {
        public var name: String
        public var text: String
        /// A run that says that it is done is in one of these.
        public var isWhenDone: Bool
        public var body: Block
        public var span: Span

        public init(name: String, text: String, isWhenDone: Bool, body: Block, span: Span) {
            self.name = name
            self.text = text
            self.isWhenDone = isWhenDone
            self.body = body
            self.span = span
        }
    }

    /// `fault`: what can go wrong in this lab alone.
    public struct OwnFault: Sendable {
        public var name: String
        public var text: String
        public var body: Block
        public var span: Span

        public init(name: String, text: String, body: Block, span: Span) {
            self.name = name
            self.text = text
            self.body = body
            self.span = span
        }
    }

    /// All of them, in the order in which a rehearsal may run them.
    public var blocks: [Block] {
        [begin].compactMap(\.self) + clients.map(\.body) + faults.map(\.body)
            + clients.compactMap(\.found) + states.map(\.body)
    }

    /// The hosts that there are.
    public var hosts: [String] { machines.map(\.name) + addresses.map(\.name) }
}

/// What `$NAME` of a client has in the states: `$rows.lost`.
public enum ClientField: String, CaseIterable, Sendable {
    case acknowledged, refused
    case lost, recovered, unexpected, twice
    case longest, without

    public var type: ValueType {
        switch self {
        case .acknowledged, .refused, .lost, .recovered, .unexpected, .twice: .number
        case .longest, .without: .duration
        }
    }

    /// What is there in the end has to be known for it.
    public var needsFound: Bool {
        switch self {
        case .lost, .recovered, .unexpected, .twice: true
        case .acknowledged, .refused, .longest, .without: false
        }
    }
}
