"""Items as files for other programs: pure writers, each from entries to bytes."""
