// The venue's transactions as types.
