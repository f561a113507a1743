package dev.larder.internal.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** What a file includes has to be there and readable; Typesafe Config by itself passes over what is not. */
final class StrictIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {
  private final ClassLoader loader;

  StrictIncludes(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  /** Without a kind: a file or entry beside the one that includes it. */
  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    ConfigParseable beside = context.relativeTo(what);
    if (beside == null) {
      throw new ConfigException.IO(
          com.typesafe.config.ConfigOriginFactory.newSimple(what),
          "include \"" + what
              + "\": there is no such file beside this one; write include file(…), classpath(…) or url(…)");
    }
    return beside.parse(required(context));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return ConfigFactory.parseFile(what, required(context)).root();
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return ConfigFactory.parseResources(loader, what, required(context)).root();
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return ConfigFactory.parseURL(what, required(context)).root();
  }

  private static ConfigParseOptions required(ConfigIncludeContext context) {
    return context.parseOptions().setAllowMissing(false).setOriginDescription(none());
  }

  @SuppressWarnings("NullAway") // Typesafe Config is not annotated: null says "as usual"
  private static @Nullable String none() {
    return null;
  }
}
