package dev.larder;

/**
 * A setting of a cache as it counts: {@link LarderCache#effectiveSettings}.
 *
 * <pre>{@code
 * cache.effectiveSettings().forEach(setting -> System.out.println(setting.key() + " " + setting.value() + " " + setting.origin()));
 * }</pre>
 *
 * @param key as {@code larder.conf} has it
 * @param value as it could be written there; of a block only its type, since it may hold a password
 * @param origin where it was said: file and line, a property, {@code code} ... or {@code built in}
 */
public record EffectiveSetting(String key, String value, String origin) {}
