package dev.larder.internal.redis;

import static dev.larder.internal.redis.Tiers.key;
import static dev.larder.internal.redis.Tiers.text;
import static dev.larder.internal.redis.Tiers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.LarderConfiguration;
import dev.larder.tier.TierContract.Ear;
import dev.larder.tier.TierException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {
  private static final String PASSWORD = "s3cret-and-long";

  private static String allThatAnExceptionSays(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void aPasswordOpensAndIsNeverShown() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.startWithPassword(PASSWORD)) {
      String uri = "redis://:" + PASSWORD + "@127.0.0.1:" + server.port();
      try (RedisTier tier = Tiers.open(Tiers.settings(uri), new Ear())) {
        tier.put(key("a"), value("1"));
        assertThat(text(tier.get(key("a")))).isEqualTo("1");
        assertThat(tier.health().toString()).contains("***@127.0.0.1").doesNotContain(PASSWORD);
      }
      server.run(commands -> commands.aclSetuser(
          "alice",
          io.lettuce.core.AclSetuserArgs.Builder.on()
              .addPassword(PASSWORD + "2")
              .allKeys()
              .allCommands()));
      try (RedisTier tier = Tiers.open(
          Tiers.settings(server.uri(), "user", "alice", "password", PASSWORD + "2"), new Ear())) {
        assertThat(text(tier.get(key("a")))).isEqualTo("1");
      }
    }
  }

  @Test
  void aWrongPasswordIsRefusedAtOnceAndNotShown() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.startWithPassword(PASSWORD)) {
      assertThatThrownBy(() ->
              Tiers.open(Tiers.settings(server.uri(), "password", "wr0ng-and-long"), new Ear()))
          .isInstanceOf(TierException.class)
          .hasMessageContaining("WRONGPASS")
          .satisfies(e -> assertThat(allThatAnExceptionSays(e)).doesNotContain("wr0ng-and-long"));
      assertThatThrownBy(() -> Tiers.open(Tiers.settings(server.uri()), new Ear()))
          .isInstanceOf(TierException.class)
          .hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutThePassword() throws Exception {
    String uri = "redis://:" + PASSWORD + "@127.0.0.1:" + EmbeddedServer.freePort();
    String sentinel =
        "redis-sentinel://" + PASSWORD + "@127.0.0.1:" + EmbeddedServer.freePort() + "/0#orders";
    for (String address : List.of(uri, sentinel)) {
      assertThatThrownBy(() -> Tiers.open(Tiers.settings(address, "on-failure", "fail"), new Ear()))
          .isInstanceOf(TierException.class)
          .satisfies(e -> assertThat(allThatAnExceptionSays(e)).doesNotContain(PASSWORD));
    }
  }

  @Test
  void tlsIsSpokenWithACertificateThatIsTrustedAndNoOther(@TempDir Path directory)
      throws Exception {
    KeyStore keys = newKeyStore(directory.resolve("keys.p12"));
    Path certificate = directory.resolve("certificate.pem");
    String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
        .encodeToString(keys.getCertificate("redis").getEncoded());
    Files.writeString(
        certificate, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    try (EmbeddedServer server = EmbeddedServer.start();
        DeafProxy proxy = DeafProxy.to(server.port(), context(keys).getServerSocketFactory())) {
      String uri = "rediss://localhost:" + proxy.port();
      try (RedisTier tier = Tiers.open(
          Tiers.settings(
              uri,
              "timeout",
              "10s",
              "trust-certificates",
              certificate.toString(),
              "on-failure",
              "fail"),
          new Ear())) {
        tier.put(key("a"), value("1"));
        assertThat(text(tier.get(key("a")))).isEqualTo("1");
      }
      assertThatThrownBy(() -> Tiers.open(Tiers.settings(uri, "on-failure", "fail"), new Ear()))
          .isInstanceOf(TierException.class);
      try (RedisTier tier = Tiers.open(
          Tiers.settings(uri, "timeout", "10s", "verify-peer", "false", "on-failure", "fail"),
          new Ear())) {
        assertThat(text(tier.get(key("a")))).isEqualTo("1");
      }
    }
  }

  /** A self-signed certificate for localhost, by the JDK's keytool. */
  private static KeyStore newKeyStore(Path file) throws Exception {
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "redis",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "36500",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD)
        .redirectErrorStream(true)
        .start();
    try (InputStream output = keytool.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(keytool.waitFor()).as(said).isZero();
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(bytes, PASSWORD.toCharArray());
      return keys;
    }
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Somebody's class, which does something when it is read. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1;
    private static final AtomicInteger READ = new AtomicInteger();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READ.incrementAndGet();
    }
  }

  @Test
  void whatOthersHaveWrittenToTheServerIsNotMadeUnlessItIsAllowed() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start()) {
      Cache<String, Object> careless = Caches.open(
          server.uri(),
          Object.class,
          new LarderConfiguration<String, Object>().allowedClasses(Gadget.class.getName()));
      Cache<String, Object> careful = Caches.open(server.uri(), Object.class);
      try {
        careless.put("gadget", new Gadget());
        careless.put("text", "hello");
        int read = Gadget.READ.get();
        assertThat(careful.get("text")).isEqualTo("hello");
        assertThat(careful.get("gadget")).isNull();
        assertThat(careful.getAll(Set.of("gadget", "text"))).containsOnlyKeys("text");
        assertThat(Gadget.READ).hasValue(read);
        assertThatThrownBy(() -> careful.put("mine", new Gadget()))
            .isInstanceOf(CacheException.class)
            .hasMessageContaining("allowed-classes");
      } finally {
        Caches.close(careless);
        Caches.close(careful);
      }
    }
  }
}
