package dev.larder.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the command line may say. Each value is checked here, before anything takes time. */
final class Options {
  @Option(
      names = "--provider",
      paramLabel = "CLASS",
      defaultValue = CacheChoice.LARDER,
      converter = ProviderConverter.class,
      description = {
        "The JCache provider to show (default: ${DEFAULT-VALUE}, at three sizes). Another one is shown once, as it is"
            + " configured; its jars must be on the class path:",
        "java -cp larder-demo.jar:OTHER.jar dev.larder.demo.Demo --provider CLASS"
      })
  @SuppressWarnings("NullAway.Init") // picocli sets it, by its default value if need be.
  private Class<? extends CachingProvider> provider;

  @Option(
      names = "--sales",
      paramLabel = "N",
      converter = SalesConverter.class,
      description = "Replay the first N sales only (default: all " + FoodMart.SALES
          + "; with --tier " + TierDemo.SALES + ").")
  private @Nullable Integer sales;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      defaultValue = "larder-demo.png",
      converter = OutConverter.class,
      description = "Where to write the picture, a PNG (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it, by its default value if need be.
  private Path out;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      converter = TierConverter.class,
      description = {
        "Shows a cache that outlives its JVM instead: disk (a second start that is warm), or redis (two JVMs that share one,"
            + " over a server that comes with the demo). Each JVM replays the same sales."
      })
  private @Nullable TierKind tier;

  /** Null for a cache in the heap alone. */
  @Nullable
  TierKind tier() {
    return tier;
  }

  Class<? extends CachingProvider> provider() {
    return provider;
  }

  int sales() {
    return sales != null ? sales : tier == null ? FoodMart.SALES : TierDemo.SALES;
  }

  Path out() {
    return out;
  }

  static final class ProviderConverter implements ITypeConverter<Class<? extends CachingProvider>> {
    @Override
    public Class<? extends CachingProvider> convert(String name) {
      try {
        return Class.forName(name, false, Thread.currentThread().getContextClassLoader())
            .asSubclass(CachingProvider.class);
      } catch (ClassNotFoundException e) {
        throw new TypeConversionException(
            "there is no class " + name + " on the class path; add its jars: java -cp"
                + " larder-demo.jar:OTHER.jar dev.larder.demo.Demo --provider " + name);
      } catch (ClassCastException e) {
        throw new TypeConversionException("class " + name + " is not a "
            + CachingProvider.class.getName() + "; give the class of a JCache provider");
      }
    }
  }

  static final class SalesConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int sales = Integer.parseInt(text);
        if (sales >= 1 && sales <= FoodMart.SALES) {
          return sales;
        }
      } catch (NumberFormatException e) {
        // Told below, as for a number out of range.
      }
      throw new TypeConversionException("'" + text
          + "' is not a number of sales; give a whole number from 1 to " + FoodMart.SALES);
    }
  }

  static final class TierConverter implements ITypeConverter<TierKind> {
    @Override
    public TierKind convert(String word) {
      for (TierKind kind : TierKind.values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw new TypeConversionException("'" + word + "' is not a tier; give " + TierKind.words());
    }
  }

  static final class OutConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      Path file = Path.of(text).toAbsolutePath();
      Path directory = file.getParent();
      if (directory == null || Files.isDirectory(file)) {
        throw new TypeConversionException("'" + text + "' is a directory; give the name of a file");
      }
      if (!Files.isWritable(directory)) {
        throw new TypeConversionException("'" + text + "' cannot be written: " + directory
            + " is not a directory that can be written to");
      }
      return file;
    }
  }
}
