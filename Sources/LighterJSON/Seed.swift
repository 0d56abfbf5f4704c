// A thin, exact face on jansson.
