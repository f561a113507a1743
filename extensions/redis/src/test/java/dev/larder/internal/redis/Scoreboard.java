package dev.larder.internal.redis;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What several JVMs know of what they have done, in a file that all of them map: not by way of the cache that is to be checked. */
final class Scoreboard {
  static final int REGISTERS = 48;
  static final int RACES = 20_000;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;

  Scoreboard(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      memory = channel
          .map(FileChannel.MapMode.READ_WRITE, 0, (REGISTERS + RACES + 1L) * Long.BYTES)
          .order(ByteOrder.nativeOrder());
    }
  }

  /** The newest number that was written to a register, and acknowledged. */
  long acknowledged(int register) {
    return (long) LONGS.getVolatile(memory, register * Long.BYTES);
  }

  void acknowledge(int register, long number) {
    LONGS.setVolatile(memory, register * Long.BYTES, number);
  }

  /** One more has won a race. */
  void win(int race) {
    LONGS.getAndAdd(memory, (REGISTERS + race) * Long.BYTES, 1L);
  }

  long winners(int race) {
    return (long) LONGS.getVolatile(memory, (REGISTERS + race) * Long.BYTES);
  }

  /** The race that all are running now. */
  int race() {
    return (int) (long) LONGS.getVolatile(memory, (REGISTERS + RACES) * Long.BYTES);
  }

  void raceIsOver(int race) {
    LONGS.compareAndSet(memory, (REGISTERS + RACES) * Long.BYTES, (long) race, race + 1L);
  }
}
