public import Glibc

extension [UInt8] {
    /// Appends the result of one `read`, directly into reserved capacity, or into new capacity if there is none.
    /// - Returns: as `read` does: 0 at the end, -1 with `errno` when nothing could be read.
    public mutating func append(from file: Int32) -> ssize_t {
        let free = capacity - count
        var result = 0
        append(addingCapacity: free > 0 ? free : 1 << 16) { room in
            room.withUnsafeMutableBufferPointer { room, filled in
                result = read(file, room.baseAddress, room.count)
                filled = Swift.max(result, 0)
            }
        }
        return result
    }
}
