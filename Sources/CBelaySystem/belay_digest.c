#include "belay_digest.h"

#include <string.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t turn(uint32_t word, int count) { return word >> count | word << (32 - count); }

static inline uint32_t read_word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

static inline void write_word(uint8_t *bytes, uint32_t word) {
    for (int index = 0; index < 4; index++) bytes[index] = (uint8_t)(word >> (24 - 8 * index));
}

static void compress(uint32_t words[8], const uint8_t *block) {
    uint32_t schedule[64];
    for (int index = 0; index < 16; index++) schedule[index] = read_word(block + 4 * index);
    for (int index = 16; index < 64; index++) {
        uint32_t early = schedule[index - 15], late = schedule[index - 2];
        schedule[index] = schedule[index - 16] + (turn(early, 7) ^ turn(early, 18) ^ early >> 3) +
                          schedule[index - 7] + (turn(late, 17) ^ turn(late, 19) ^ late >> 10);
    }
    uint32_t a = words[0], b = words[1], c = words[2], d = words[3];
    uint32_t e = words[4], f = words[5], g = words[6], h = words[7];
    for (int round = 0; round < 64; round++) {
        uint32_t first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[round] +
                         schedule[round];
        uint32_t second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    words[0] += a;
    words[1] += b;
    words[2] += c;
    words[3] += d;
    words[4] += e;
    words[5] += f;
    words[6] += g;
    words[7] += h;
}

void belay_digest_begin(struct belay_digest *digest) {
    static const uint32_t beginning[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    memset(digest, 0, sizeof *digest);
    memcpy(digest->words, beginning, sizeof beginning);
}

void belay_digest_add(struct belay_digest *digest, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    size_t held = digest->length % sizeof digest->block;
    digest->length += count;
    if (held > 0) {
        size_t room = sizeof digest->block - held;
        size_t taken = count < room ? count : room;
        memcpy(digest->block + held, next, taken);
        if (taken < room) return;
        compress(digest->words, digest->block);
        next += taken;
        count -= taken;
    }
    for (; count >= sizeof digest->block; count -= sizeof digest->block) {
        compress(digest->words, next);
        next += sizeof digest->block;
    }
    if (count > 0) memcpy(digest->block, next, count);
}

void belay_digest_end(const struct belay_digest *digest, uint8_t *bytes) {
    struct belay_digest last = *digest;
    uint64_t bits = last.length * 8;
    uint8_t length[8];
    write_word(length, (uint32_t)(bits >> 32));
    write_word(length + 4, (uint32_t)bits);
    static const uint8_t padding[64] = {0x80};
    size_t held = last.length % sizeof last.block;
    belay_digest_add(&last, padding, held < 56 ? 56 - held : 120 - held);
    belay_digest_add(&last, length, sizeof length);
    for (int index = 0; index < 8; index++) write_word(bytes + 4 * index, last.words[index]);
}
