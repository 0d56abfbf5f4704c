// Status mapping.
