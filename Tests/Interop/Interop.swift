import Testing

/// Nothing about the venue is believed because our own code on both ends agrees: here the other end is the venue's own
/// SDK, as PyPI has it today.
@Suite(
    "With the official SDK",
    .enabled("needs lighter-sdk from PyPI in a Python environment of its own, which cannot be had here") {
        await OfficialSDK.isExpected()
    }
)
enum Interop {}
