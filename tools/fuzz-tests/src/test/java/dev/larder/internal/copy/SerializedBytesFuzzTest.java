package dev.larder.internal.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes are an object, or are refused with a {@link CacheException}, however they came to be what they are. */
class SerializedBytesFuzzTest {
  /** Found by Jazzer: took all memory for its table before anything was read. */
  private static final String MAP_THAT_CLAIMS_TO_BE_HUGE =
      "aced0005737200116a6176612e7574696c2e486173684d61700507dac1c31660d103000246000a6c6f61644661"
          + "63746f724900097468726573686f6c6478703f4004000000000177ffffff3bff0800000002000000017400036b"
          + "6579757200025b494dba602676eab2a502000078b4700000000300000001000000020000000378";

  private final JavaSerialization serialization = new JavaSerialization(
      "fuzz", SerializedBytesFuzzTest.class.getClassLoader(), SerializationLimits.FILTER);

  @SuppressWarnings("JavaUtilDate")
  static Stream<Arguments> seeds() throws IOException {
    byte[] list = bytes(new ArrayList<>(List.of("a", 1, new Date(3))));
    byte[] map = bytes(new HashMap<>(Map.of("key", new int[] {1, 2, 3})));
    byte[] broken = list.clone();
    broken[list.length / 2] ^= 0x55;
    return Stream.of(
            new byte[0],
            list,
            map,
            broken,
            Arrays.copyOf(map, map.length / 2),
            HexFormat.of().parseHex(MAP_THAT_CLAIMS_TO_BE_HUGE))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void bytesAreAnObjectOrAreRefused(byte[] bytes) {
    try {
      serialization.deserialize(new SerializedValue(bytes, Object.class));
    } catch (CacheException e) {
      assertThat(e).hasMessageContaining("\"fuzz\"");
    }
  }
}
