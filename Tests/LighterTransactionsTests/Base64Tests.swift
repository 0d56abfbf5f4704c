import Foundation
import LighterTransactions
import Testing

@Suite struct Base64Tests {
    @Test func itIsTheStandardsAndOneTextIsOneValue() {
        for count in 0...100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == text && Base64.decode(text) == bytes)
        }
        let every = Data((0..<64).flatMap { [UInt8($0 << 2), UInt8($0), 0xFF] }).base64EncodedString()
        #expect(Base64.decode(every).map(Base64.encode) == every)
        // Bits that no byte takes, padding that is missing, too much or elsewhere, other alphabets, blanks.
        for text in [
            "QR==", "QUJ=", "QQ", "QQ=", "Q===", "====", "=QQ=", "Q=Q=", "QUJD====", "QQ==QQ==", "Q", "-_-_", "QQ==\n",
            " QQ==",
        ] {
            #expect(Base64.decode(text) == nil, "\(text)")
        }
    }
}
