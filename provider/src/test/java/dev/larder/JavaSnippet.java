package dev.larder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java as the documentation shows it. */
final class JavaSnippet {
  private JavaSnippet() {}

  /** Compiles the statements as the body of a method, and runs it. */
  static Object run(Path directory, String statements) throws Exception {
    // The page says which of the two durations it means by how it is made.
    String duration = statements.contains("Duration.of")
        ? "import java.time.Duration;"
        : "import javax.cache.expiry.Duration;";
    return run(directory, duration, statements);
  }

  /** The same with further imports. */
  static Object run(Path directory, String imports, String statements) throws Exception {
    String source = """
        import dev.larder.*;
        import java.util.*;
        import javax.cache.*;
        import javax.cache.configuration.*;
        import javax.cache.expiry.CreatedExpiryPolicy;
        %s
        public class Example {
          public static Object run() throws Exception {
            %s
          }
        }
        """.formatted(imports, statements);
    JavaCompiler compiler =
        requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of(
          "-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      boolean compiled = compiler
          .getTask(messages, files, null, options, null, List.of(new Source(source)))
          .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    try (URLClassLoader loader = new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, JavaSnippet.class.getClassLoader())) {
      return requireNonNull(loader.loadClass("Example").getMethod("run").invoke(null));
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
