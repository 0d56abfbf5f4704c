import CAllocations
import Glibc
import SigningKernels

// Counts what field, curve and hash operations, and a signature and a verification, take from the heap. It should be nothing:
//
//   swift run -c release --package-path Benchmarks allocations

let kernels = try Kernels(count: 4)
var failures = 0

@MainActor func count(_ name: String, mayAllocate: Bool = false, _ run: () throws -> some Any) rethrows {
    _ = try run()
    let before = allocation_count()
    let result = try run()
    let allocations = allocation_count() - before
    withExtendedLifetime(result) {}
    if mayAllocate ? allocations == 0 : allocations > 0 { failures += 1 }
    print("\(name): \(allocations) allocations")
}

count("1000 field products") { kernels.fieldProducts(1_000) }
count("1000 quintic products") { kernels.quinticProducts(1_000) }
count("1000 quintic squares") { kernels.quinticSquares(1_000) }
count("1000 quintic inverses") { kernels.quinticInverses(1_000) }
count("1000 additions") { kernels.additions(1_000) }
count("1000 doublings") { kernels.doublings(1_000) }
count("1000 permutations") { kernels.permutations(1_000) }
count("100 generator multiples") { kernels.generatorMultiples(100) }
count("100 decoded keys") { kernels.decodedKeys(100) }
count("100 signatures without their check") { kernels.uncheckedSignatures(100) }
try count("100 signatures") { try kernels.signatures(100) }
count("100 verifications") { kernels.verifications(100) }
count("100 first verifications, each of a key of its own") { kernels.firstVerifications(100) }
// What does take memory, to see that it would be counted.
count("the table of a key, which is kept", mayAllocate: true) { kernels.keyTables(1) }
exit(failures == 0 ? 0 : 1)
