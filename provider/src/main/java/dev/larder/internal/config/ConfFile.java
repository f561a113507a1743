package dev.larder.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import dev.larder.error.CacheConfigurationException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.cache.CacheException;

/**
 * The configuration file that a URI names. {@link LarderConf#load} has the table of what each URI means.
 *
 * @param url where it can be read
 * @param loader where what it includes from the class path is looked for
 */
record ConfFile(URL url, ClassLoader loader) {
  private static final String DEFAULT_RESOURCE = "larder.conf";
  private static final Pattern FILE_NAME = Pattern.compile(".*\\.(conf|json|properties)");

  /** The file for a manager with the provider's default URI; empty when the class path has none. */
  static Optional<ConfFile> defaultOf(ClassLoader loader) {
    return Optional.ofNullable(loader.getResource(DEFAULT_RESOURCE))
        .map(url -> new ConfFile(url, loader));
  }

  /** The file that the URI names; empty when the URI is merely a name. */
  static Optional<ConfFile> namedBy(URI uri, ClassLoader loader) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "file" -> Optional.of(onDisk(uri, pathOf(uri), loader));
      case "classpath" -> Optional.of(onClassPath(uri, loader));
      case "jar" -> Optional.of(inJar(uri, loader));
      case "" ->
        looksLikeFile(uri)
            ? Optional.of(onDisk(uri, Path.of(uri.getPath()), loader))
            : Optional.empty();
      default -> {
        if (looksLikeFile(uri)) {
          throw new CacheConfigurationException(
              "cache manager URI " + uri
                  + " looks like a configuration file, but Larder does not read " + scheme
                  + ": URIs; write file:PATH, classpath:NAME, or a name that does not end in .conf, .json or .properties");
        }
        yield Optional.empty();
      }
    };
  }

  /**
   * Parses the file and replaces its {@code ${…}} below {@code larder} by what the same file defines.
   *
   * @return what is below {@code larder} and nothing else
   */
  Config parse() {
    try {
      var options = ConfigParseOptions.defaults()
          .setAllowMissing(false)
          .setClassLoader(loader)
          .setIncluder(new StrictIncludes(loader));
      var all = ConfigFactory.parseURL(url, options);
      // Other libraries' sections stay as they are: they may refer to what only those libraries
      // know.
      return all.withOnlyPath(LarderSection.ROOT).resolveWith(all, ConfigResolveOptions.noSystem());
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw new CacheConfigurationException(
          e.getMessage()
              + ". Define it in the same file; system properties and environment variables are not looked at",
          e);
    } catch (ConfigException e) {
      throw new CacheConfigurationException("can't read the configuration: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return url.toString();
  }

  private static ConfFile onDisk(URI uri, Path path, ClassLoader loader) {
    if (!Files.isRegularFile(path)) {
      throw missing(uri, "there is no file " + path.toAbsolutePath());
    }
    return new ConfFile(urlOf(path.toUri()), loader);
  }

  private static ConfFile onClassPath(URI uri, ClassLoader loader) {
    var name = uri.getSchemeSpecificPart().replaceFirst("^/+", "");
    var url = loader.getResource(name);
    if (url == null) {
      throw missing(
          uri, "there is no " + name + " on the class path of the manager's class loader");
    }
    return new ConfFile(url, loader);
  }

  private static ConfFile inJar(URI uri, ClassLoader loader) {
    return new ConfFile(urlOf(uri), loader); // a missing entry shows when it is parsed
  }

  private static Path pathOf(URI uri) {
    try {
      return uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw new CacheConfigurationException(
          "cache manager URI " + uri + " is not a path: " + e.getMessage() + "; write file:/PATH",
          e);
    }
  }

  private static URL urlOf(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new CacheConfigurationException(
          "cache manager URI " + uri + " can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean looksLikeFile(URI uri) {
    var path = uri.getPath() == null ? uri.getSchemeSpecificPart() : uri.getPath();
    return FILE_NAME.matcher(path).matches();
  }

  private static CacheException missing(URI uri, String reason) {
    return new CacheConfigurationException(
        "cache manager URI " + uri + " names a configuration file, but " + reason
            + "; create it, or write file:PATH or classpath:NAME of one that exists");
  }
}
