package dev.larder.console;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys as texts, and texts as keys. */
final class KeyText {
  private static final String HASH = "HmacSHA256";
  private static final int HASH_DIGITS = 12;
  private static final int LONGEST = 200;

  private static final Map<Class<?>, Function<String, Object>> READERS = new LinkedHashMap<>();

  static {
    READERS.put(String.class, text -> text);
    READERS.put(Integer.class, Integer::valueOf);
    READERS.put(Long.class, Long::valueOf);
    READERS.put(Short.class, Short::valueOf);
    READERS.put(Byte.class, Byte::valueOf);
    READERS.put(UUID.class, UUID::fromString);
    READERS.put(Double.class, Double::valueOf);
    READERS.put(Float.class, Float::valueOf);
    READERS.put(BigInteger.class, BigInteger::new);
    READERS.put(BigDecimal.class, BigDecimal::new);
  }

  private final boolean shown;

  /** Made anew with each console: without it, small keys could be found by trying. */
  private final byte[] salt = new byte[32];

  /** @param shown whether keys are shown as they are */
  KeyText(boolean shown) {
    this.shown = shown;
    new SecureRandom().nextBytes(salt);
  }

  /** The key as the page shows it: itself, or a hash by which it is known again. */
  String show(Object key) {
    String text = textOf(key).orElse("(its toString fails)");
    if (!shown) {
      return "#" + hash(text);
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static Optional<String> textOf(Object key) {
    try {
      return Optional.of(String.valueOf(key));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private String hash(String text) {
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(new SecretKeySpec(salt, HASH));
      return HexFormat.of()
          .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)))
          .substring(0, HASH_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each JDK has " + HASH, e);
    }
  }

  /** Whether the key reads like this. */
  static boolean isText(Object key, String text) {
    return textOf(key).filter(text::equals).isPresent();
  }

  /** Whether texts are read as keys of this type. */
  static boolean isReadable(Class<?> type) {
    return type == Object.class || type.isEnum() || READERS.containsKey(type);
  }

  /** The keys that the text may stand for; of {@code Object}, those of all types we can read. */
  static List<Object> read(String text, Class<?> type) {
    if (type.isEnum()) {
      return List.of(type.getEnumConstants()).stream()
          .filter(constant -> isText(constant, text))
          .map(constant -> (Object) constant)
          .toList();
    }
    return READERS.entrySet().stream()
        .filter(reader -> type == Object.class || type == reader.getKey())
        .map(reader -> readOrNull(reader.getValue(), text))
        .filter(Objects::nonNull)
        .toList();
  }

  @SuppressWarnings("NullAway") // filtered at once
  private static Object readOrNull(Function<String, Object> reader, String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
