package dev.larder.internal.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is said of the caches of one manager, outside of code. Immutable.
 *
 * <pre>{@code
 * larder {
 *   default { maximum-size = 10000 }
 *   caches {
 *     "orders"           { maximum-size = 2000 }
 *     "com.acme.*"       { maximum-size = 500 }
 *     "com.acme.model.*" { maximum-size = unbounded, store-by-value = false }
 *   }
 * }
 * }</pre>
 *
 * <p>For each key of each cache the first of these counts: code; the manager's properties; system properties; environment
 * variables; the file; what any of these says by {@code default}, in the same order; what is built in. Within one of them the exact
 * name of the cache goes before patterns, and the pattern with the longest text before its {@code *} before others.
 */
public final class LarderConf {
  /** The maximum size of a cache that was told to grow without end. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /** The maximum size of a cache of which nothing is said. */
  public static final long DEFAULT_MAXIMUM_SIZE = 10_000;

  private static final LarderConf EMPTY =
      new LarderConf("no file", new NamedBlocks(), List.of(), List.of(), List.of());

  private final String place;
  private final NamedBlocks file;
  private final List<Source> sources;
  private final List<String> patterns;
  private final List<SettingLine> console;

  private LarderConf(
      String place,
      NamedBlocks file,
      List<Source> sources,
      List<String> patterns,
      List<SettingLine> console) {
    this.place = place;
    this.file = file;
    this.sources = sources;
    this.patterns = patterns;
    this.console = console;
  }

  /** Says nothing: all caches are as built in. */
  public static LarderConf empty() {
    return EMPTY;
  }

  /**
   * Reads the configuration file that a manager's URI names. Which one that is, and whether there has to be one:
   *
   * <table>
   * <caption>What a manager's URI means</caption>
   * <tr><th>URI</th><th>configuration</th></tr>
   * <tr><td>the provider's default</td><td>class path resource {@code larder.conf}; none if it isn't there</td></tr>
   * <tr><td>{@code file:PATH}</td><td>that file, which has to exist</td></tr>
   * <tr><td>{@code classpath:NAME}</td><td>that class path resource, which has to exist</td></tr>
   * <tr><td>{@code jar:URL!/NAME}</td><td>that entry of a jar, which has to exist</td></tr>
   * <tr><td>no scheme, and ending in {@code .conf}, {@code .json} or {@code .properties}</td>
   *     <td>that file, absolute or below the working directory, which has to exist</td></tr>
   * <tr><td>another scheme with such an ending</td><td>refused: it looks like a file that Larder can't read</td></tr>
   * <tr><td>all others, such as {@code http://x}, {@code urn:test}, {@code my-manager}</td>
   *     <td>none: the URI is merely the manager's name</td></tr>
   * </table>
   *
   * <p>Names ending in {@code .json} or {@code .properties} are read as such, all others as HOCON.
   *
   * @param loader whose class path is meant
   * @param surroundings may override the file
   * @throws javax.cache.CacheException if the file is missing, can't be parsed, or says what Larder doesn't understand; and when
   *     properties or variables do
   */
  public static LarderConf load(
      URI uri, URI defaultUri, ClassLoader loader, Surroundings surroundings) {
    var found = uri.equals(defaultUri) ? ConfFile.defaultOf(loader) : ConfFile.namedBy(uri, loader);
    var parsed = found.map(ConfFile::parse);
    var file = parsed.map(LarderSection::read).orElseGet(NamedBlocks::new);
    var console = ExtensionBlock.read(LarderSection.CONSOLE, parsed, surroundings);
    var manager = PropertySource.read(surroundings.manager(), "manager property");
    var system = PropertySource.read(surroundings.system(), "system property");
    var environment = new Environment(surroundings.environment());
    var patterns = Stream.of(manager, system, file)
        .flatMap(source -> source.patterns().stream())
        .distinct()
        .toList();
    if (found.isEmpty()
        && manager.isEmpty()
        && system.isEmpty()
        && environment.isEmpty()
        && console.isEmpty()) {
      return EMPTY;
    }
    return new LarderConf(
        found.map(ConfFile::toString).orElse("no file"),
        file,
        List.of(manager, system, environment, file),
        patterns,
        console);
  }

  static LarderConf load(URI uri, URI defaultUri, ClassLoader loader) {
    return load(uri, defaultUri, loader, Surroundings.NONE);
  }

  /** The file, or that there is none; for messages. */
  public String place() {
    return place;
  }

  /** What is said of the console; nothing when nobody says anything. */
  public List<SettingLine> console() {
    return console;
  }

  /** The caches that the file names: these exist as soon as the manager does. */
  public Set<String> declaredCaches() {
    return Set.copyOf(file.names());
  }

  /** A warning that names the patterns that match none of these caches: misspelt, perhaps. Empty when there are none. */
  public Optional<String> idlePatterns(Set<String> cacheNames) {
    List<String> idle = patterns.stream()
        .filter(
            pattern -> cacheNames.stream().noneMatch(name -> NamedBlocks.matches(pattern, name)))
        .toList();
    return idle.isEmpty()
        ? Optional.empty()
        : Optional.of("patterns that match no cache: " + String.join(", ", idle)
            + " (the caches are: " + String.join(", ", cacheNames) + ")");
  }

  /** All that counts for this cache; what counts more comes first. O(number of patterns). */
  List<Block> cascade(String cacheName) {
    List<Block> cascade = new ArrayList<>();
    sources.forEach(source -> cascade.addAll(source.of(cacheName)));
    sources.forEach(source -> cascade.add(source.defaults()));
    return cascade;
  }
}
