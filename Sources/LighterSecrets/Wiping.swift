import Glibc

/// Overwrites a secret with zeros in a way the optimiser keeps. It takes nothing that only refers to the secret: of an array
/// the reference alone would be overwritten, and the secret would stay.
@inlinable
public func wipe(_ value: inout some BitwiseCopyable) {
    withUnsafeMutableBytes(of: &value) { bytes in
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(start, bytes.count)
    }
}

/// Overwrites the elements of a secret array with zeros in a way the optimiser keeps.
@inlinable
public func wipe(_ elements: inout [some BitwiseCopyable]) {
    elements.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        explicit_bzero(start, bytes.count)
    }
}
