/// A private key x as signatures need it: x, and apart from it −x, by which they are checked.
struct SigningKey: BitwiseCopyable {
    var scalar, negative: Scalar
}

extension SigningKey {
    init(_ scalar: Scalar) {
        self.init(scalar: scalar, negative: .zero - scalar)
    }
}
