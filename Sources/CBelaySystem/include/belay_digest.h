#pragma once

// SHA-256 of FIPS 180-4 for what is read or written in pieces, such as a file of any size.

#include <stddef.h>
#include <stdint.h>

struct belay_digest {
    uint32_t words[8];
    /// How many bytes were given.
    uint64_t length;
    /// Those since the last whole block.
    uint8_t block[64];
};

void belay_digest_begin(struct belay_digest *digest);
void belay_digest_add(struct belay_digest *digest, const void *bytes, size_t count);
/// Writes 32 bytes; more can be added afterwards.
void belay_digest_end(const struct belay_digest *digest, uint8_t *bytes);
