package dev.larder.it.osgi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.larder.LarderCachingProvider;
import dev.larder.annotations.CachePolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.cache.Caching;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** Larder, the JCache API and Typesafe Config as bundles in Felix, and an application in a bundle of its own. */
class FelixTest {
  @TempDir
  private Path storage;

  private Framework felix;

  @BeforeEach
  void start() throws Exception {
    felix = new FrameworkFactory()
        .newFramework(Map.of("org.osgi.framework.storage", storage.toString()));
    felix.start();
  }

  @AfterEach
  void stop() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }

  @Test
  void anApplicationUsesLarderFromItsOwnBundle() throws Exception {
    BundleContext context = felix.getBundleContext();
    install(context, Caching.class);
    install(context, Config.class);
    Bundle larder = install(context, LarderCachingProvider.class);
    assertThat(larder.getSymbolicName()).isEqualTo("dev.larder");
    Bundle application = context.installBundle("shop", application());
    application.start();

    assertThat(larder.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(requireNonNull(service(context)).get())
        .isEqualTo("3 pieces in cache \"orders\" (1 entries)");
    application.stop();
  }

  @Test
  void theAnnotationsAreABundleThatStartsWithoutAnyContainer() throws Exception {
    BundleContext context = felix.getBundleContext();
    install(context, Caching.class);
    install(context, Config.class);
    install(context, LarderCachingProvider.class);
    Bundle annotations = install(context, CachePolicy.class);
    assertThat(annotations.getSymbolicName()).isEqualTo("dev.larder.annotations");
    assertThat(annotations.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(annotations.loadClass(CachePolicy.class.getName())).isNotSameAs(CachePolicy.class);
  }

  @SuppressWarnings("unchecked") // the only Supplier there is
  private static Supplier<String> service(BundleContext context) {
    return context.getService(
        requireNonNull(context.getServiceReference(Supplier.class), "no such service"));
  }

  /** The jar, or the directory of a module that has not been packed yet. */
  private static Bundle install(BundleContext context, Class<?> inIt) throws Exception {
    File place =
        new File(inIt.getProtectionDomain().getCodeSource().getLocation().toURI());
    Bundle bundle = context.installBundle("reference:" + place.toURI());
    bundle.start();
    return bundle;
  }

  private static InputStream application() throws IOException {
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.putValue("Bundle-ManifestVersion", "2");
    entries.putValue("Bundle-SymbolicName", "shop");
    entries.putValue("Bundle-Activator", "dev.larder.it.osgi.app.Shop");
    entries.putValue(
        "Import-Package",
        "dev.larder,javax.cache,javax.cache.configuration,javax.cache.spi,org.osgi.framework");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (String name : new String[] {"Shop", "Order"}) {
        String path = "dev/larder/it/osgi/app/" + name + ".class";
        jar.putNextEntry(new ZipEntry(path));
        try (InputStream in =
            requireNonNull(FelixTest.class.getClassLoader().getResourceAsStream(path))) {
          in.transferTo(jar);
        }
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
