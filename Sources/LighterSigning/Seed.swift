// The mathematics of the venue.
