package dev.larder.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What we bundle of others is what its registry has, byte for byte, with its license. The sums are of npm's {@code uplot@1.6.32}. */
class BundledUplotTest {
  private static byte[] file(String name) throws IOException {
    try (InputStream in = requireNonNull(Site.class.getResourceAsStream("web/uplot/" + name))) {
      return in.readAllBytes();
    }
  }

  private static String sum(String name) throws IOException, GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file(name)));
  }

  @Test
  void itIsUnchanged() throws Exception {
    assertThat(sum("uPlot.iife.min.js"))
        .isEqualTo("19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f");
    assertThat(sum("uPlot.min.css"))
        .isEqualTo("df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");
  }

  @Test
  void itsLicenseIsThere() throws IOException {
    assertThat(new String(file("LICENSE"), StandardCharsets.UTF_8)).contains("MIT License");
  }
}
