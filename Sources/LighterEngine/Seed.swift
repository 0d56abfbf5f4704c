// The engine of the local venue.
