package dev.larder.internal.disk;

import dev.larder.LarderCachingProvider;
import dev.larder.LarderConfiguration;
import java.io.PrintStream;
import java.util.Map;
import java.util.Random;
import javax.cache.Cache;

/** The program that {@link KillTest} kills: says what it is about to do, does it, says that it is done. Ends only when it is killed. */
final class KilledWriter {
  static final int KEYS = 50;

  private KilledWriter() {}

  static LarderConfiguration<String, String> configuration(String path, String durability) {
    return new LarderConfiguration<String, String>()
        .maximumSize(10)
        .tier(Map.of("type", "disk", "path", path, "durability", durability, "large-value", "2kB"));
  }

  /** Path, durability, seed, generation. */
  @SuppressWarnings("InfiniteLoopStatement") // as said
  public static void main(String[] args) {
    PrintStream out = System.out;
    Random random = new Random(Long.parseLong(args[2]));
    Cache<String, String> cache = new LarderCachingProvider()
        .getCacheManager()
        .createCache("killed", configuration(args[0], args[1]));
    out.println("ready");
    out.flush();
    for (long i = 0; ; i++) {
      String key = "k" + random.nextInt(KEYS);
      boolean removes = random.nextInt(4) == 0;
      String value = args[3] + "-" + i + (random.nextInt(20) == 0 ? "x".repeat(3_000) : "");
      out.println(removes ? "remove " + key : "put " + key + " " + value);
      out.flush();
      if (removes) {
        cache.remove(key);
      } else if (random.nextBoolean()) {
        cache.put(key, value);
      } else {
        cache.invoke(key, (entry, none) -> {
          entry.setValue(value);
          return null;
        });
      }
      out.println("done");
      out.flush();
    }
  }
}
