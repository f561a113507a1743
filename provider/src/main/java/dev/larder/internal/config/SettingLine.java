package dev.larder.internal.config;

/** A setting with the value that counts, as text, and where it was said. */
public record SettingLine(String key, String value, String origin) {}
