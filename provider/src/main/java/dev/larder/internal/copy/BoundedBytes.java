package dev.larder.internal.copy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes, up to a limit: a graph without end must not take the heap with it. Not thread-safe. */
final class BoundedBytes extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final int limit;

  BoundedBytes(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    refuseBeyondLimit(1);
    bytes.write(b);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    refuseBeyondLimit(length);
    bytes.write(source, offset, length);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  private void refuseBeyondLimit(int more) throws IOException {
    if (more > limit - bytes.size()) {
      throw new LimitExceededException(limit);
    }
  }

  /** Told apart from what users' serialization hooks may throw. */
  static final class LimitExceededException extends IOException {
    private LimitExceededException(int limit) {
      super("more than " + limit + " bytes");
    }
  }
}
