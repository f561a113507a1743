package dev.larder.replay;

/** A trace and a cache size: what one hit ratio is about. */
record Cell(String trace, int size) {}
