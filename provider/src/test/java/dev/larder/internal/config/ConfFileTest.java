package dev.larder.internal.config;

import static dev.larder.internal.config.Effective.sizeOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.cache.CacheException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file a manager's URI names. */
class ConfFileTest {
  private static final URI DEFAULT = URI.create("dev.larder.LarderCachingProvider");
  private static final String TEXT = "larder.default.maximum-size = 5";

  @TempDir
  private Path directory;

  @Test
  void theDefaultUriMeansTheLarderConfOfTheClassPath() throws IOException {
    Files.writeString(directory.resolve("larder.conf"), TEXT);
    assertThat(sizeOf(load(DEFAULT), "orders")).isEqualTo(5);
  }

  @Test
  void theDefaultUriMeansNothingWhereTheClassPathHasNoLarderConf() {
    assertThat(load(DEFAULT)).isSameAs(LarderConf.empty());
  }

  @Test
  void aFileUriMeansThatFileWhateverItsEnding() throws IOException {
    var file = Files.writeString(directory.resolve("with space"), TEXT);
    assertThat(sizeOf(load(file.toUri()), "orders")).isEqualTo(5);
  }

  @Test
  void anAbsolutePathMeansThatFile() throws IOException {
    var file = Files.writeString(directory.resolve("my.conf"), TEXT);
    assertThat(sizeOf(load(URI.create(file.toString())), "orders")).isEqualTo(5);
  }

  @Test
  void aRelativePathIsBelowTheWorkingDirectory() throws IOException {
    Files.writeString(directory.resolve("my.conf"), TEXT);
    var relative = Path.of("").toAbsolutePath().relativize(directory.resolve("my.conf"));
    assertThat(sizeOf(load(URI.create(relative.toString())), "orders")).isEqualTo(5);
    assertThat(sizeOf(load(URI.create("file:" + relative)), "orders")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"classpath:sub/my.conf", "classpath:/sub/my.conf", "CLASSPATH:sub/my.conf"})
  void aClassPathUriMeansThatResource(String uri) throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve("sub")).resolve("my.conf"), TEXT);
    assertThat(sizeOf(load(URI.create(uri)), "orders")).isEqualTo(5);
  }

  @Test
  void aJarUriMeansThatEntry() throws IOException {
    var jar = directory.resolve("app.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("my.conf"));
      out.write(TEXT.getBytes(UTF_8));
    }
    assertThat(sizeOf(load(URI.create("jar:" + jar.toUri() + "!/my.conf")), "orders"))
        .isEqualTo(5);
    assertMistake("jar:" + jar.toUri() + "!/other.conf").withMessageContaining("other.conf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x",
        "urn:test",
        "orders",
        "this://is/a/name",
        "com.acme.Application",
        "com.acme.MyProvider#1",
        "",
        "a/b",
        "mailto:a@b.example",
        "http://x/larder.xml"
      })
  void anyOtherUriIsMerelyAName(String uri) {
    assertThat(load(URI.create(uri))).isSameAs(LarderConf.empty());
  }

  @Test
  void aFileThatIsMissingIsAMistake() {
    var missing = directory.resolve("missing");
    assertMistake(missing.toUri().toString()).withMessageContaining("there is no file " + missing);
    assertMistake("missing.conf")
        .withMessageContaining("cache manager URI missing.conf")
        .withMessageContaining("there is no file");
    assertMistake("some/missing.json").withMessageContaining("classpath:NAME");
    assertMistake("/missing.properties").withMessageContaining("there is no file");
    assertMistake("classpath:missing.conf")
        .withMessageContaining("there is no missing.conf on the class path");
    assertMistake(directory.toUri().toString()).withMessageContaining("there is no file");
  }

  @Test
  void aFileUriThatIsNoPathIsAMistake() {
    assertMistake("file://host/larder.conf").withMessageContaining("is not a path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x/larder.conf",
        "vfs:/content/larder.conf",
        "http://x/larder.conf?version=1"
      })
  void whatLooksLikeAFileThatCanNotBeReadIsAMistake(String uri) {
    assertMistake(uri)
        .withMessageContaining("looks like a configuration file")
        .withMessageContaining("file:PATH");
  }

  private ThrowableAssertAlternative<CacheException> assertMistake(String uri) {
    return assertThatExceptionOfType(CacheException.class).isThrownBy(() -> load(URI.create(uri)));
  }

  private LarderConf load(URI uri) {
    try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
      return LarderConf.load(uri, DEFAULT, loader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
