import LighterSecrets

extension QuinticElement {
    /// Replaces each of the first `count` elements by its inverse, with one inversion and three products an element
    /// (P. Montgomery, "Speeding the Pollard and Elliptic Curve Methods of Factorization", 1987). In constant time.
    ///
    /// One zero among them makes all of them zero.
    ///
    /// - Parameter products: room for as many elements.
    static func invert(
        first count: Int,
        of elements: inout MutableSpan<QuinticElement>,
        products: inout MutableSpan<QuinticElement>
    ) {
        var product = QuinticElement.one
        for index in 0..<count {
            products[index] = product
            product = product &* elements[index]
        }
        var inverse = product.inverse
        for index in (0..<count).reversed() {
            let element = elements[index]
            elements[index] = products[index] &* inverse
            inverse = element &* inverse
        }
    }

    /// Replaces each element by its inverse, as ``invert(first:of:products:)`` does.
    static func invert(_ elements: inout [QuinticElement]) {
        var products = elements
        defer { wipe(&products) }
        var span = elements.mutableSpan
        var productSpan = products.mutableSpan
        invert(first: span.count, of: &span, products: &productSpan)
    }
}
