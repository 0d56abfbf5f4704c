// Profiles.
