#include <stdint.h>

/// The Poseidon2 permutation of twelve Goldilocks elements, the same algorithm as LighterSigning's: what a C compiler makes
/// of it is what ours is measured against.
void poseidon2_permute_c(uint64_t state[12]);
