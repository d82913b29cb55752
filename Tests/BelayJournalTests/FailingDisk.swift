@testable import BelayJournal
import BelaySystem
import Glibc
import Synchronization

/// A disk in memory that fills up, tears writes and breaks when it is told to.
final class FailingDisk: JournalStorage {
    struct State {
        var bytes: [UInt8] = []
        /// The number of bytes that fit; further ones are refused as on a full disk.
        var capacity = Int.max
        /// At most this many bytes are taken by one write.
        var piece = Int.max
        var refusesToCut = false
        var refusesToSynchronize = false
        var synchronizations = 0
    }

    let state = Mutex(State())

    var bytes: [UInt8] { state.withLock { $0.bytes } }

    func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        try state.withLock { (state) throws(SystemError) in
            let count = min(bytes.count, state.piece, state.capacity - state.bytes.count)
            if count == 0 { throw SystemError(ENOSPC) }
            state.bytes += bytes.prefix(count)
            return count
        }
    }

    func synchronize() throws(SystemError) {
        try state.withLock { (state) throws(SystemError) in
            if state.refusesToSynchronize { throw SystemError(EIO) }
            state.synchronizations += 1
        }
    }

    func truncate(to length: Int) throws(SystemError) {
        try state.withLock { (state) throws(SystemError) in
            if state.refusesToCut { throw SystemError(EIO) }
            state.bytes.removeLast(state.bytes.count - length)
        }
    }
}
