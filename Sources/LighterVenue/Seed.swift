// HTTP over libcurl.
