package dev.larder.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.replay.log.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  @TempDir
  private Path directory;

  @Test
  void keysAreNumberedInOrderOfTheirFirstRequest() {
    Trace trace = Trace.of("t", 700, -3, 700, 9);
    assertThat(trace.length()).isEqualTo(4);
    assertThat(trace.uniqueKeys()).isEqualTo(3);
    assertThat(new int[] {trace.keyAt(0), trace.keyAt(1), trace.keyAt(2), trace.keyAt(3)})
        .containsExactly(0, 1, 0, 2);
  }

  @Test
  void aFileOfManyKeysIsReadInFull() throws IOException {
    long[] keys = new long[100_000];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Long.MAX_VALUE - i;
    }
    Trace trace = Trace.read("many", write("many", 0, keys));
    assertThat(trace.length()).isEqualTo(100_000);
    assertThat(trace.uniqueKeys()).isEqualTo(100_000);
  }

  @Test
  void aFileThatEndsWithinAKeyIsRefused() throws IOException {
    Path file = write("cut", 3, 1, 2);
    assertThatThrownBy(() -> Trace.read("cut", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3 bytes after key 2");
  }

  @Test
  void aSetListsItsTracesAndTheSizesToTry() throws IOException {
    write("a", 0, 1, 2, 1);
    write("b", 0, 1);
    Files.writeString(
        directory.resolve("traces.tsv"), "name\trequests\tsizes\na\t3\t1,2\nb\t1\t5\n");
    TraceSet set = TraceSet.at(directory);
    assertThat(set.entries()).extracting(TraceSet.Entry::name).containsExactly("a", "b");
    assertThat(set.requests()).isEqualTo(7);
    assertThat(set.only("b"::equals).entries().get(0).read().length()).isEqualTo(1);
  }

  private Path write(String name, int excessBytes, long... keys) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * keys.length + excessBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(keys);
    Path file = directory.resolve(name + ".i64.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
    }
    return file;
  }
}
