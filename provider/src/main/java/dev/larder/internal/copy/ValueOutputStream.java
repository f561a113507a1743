package dev.larder.internal.copy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Java serialization that refuses when writing what could not be read again. */
final class ValueOutputStream extends ObjectOutputStream {
  ValueOutputStream(OutputStream target) throws IOException {
    super(target);
  }

  /** Called once for each class that is written. */
  @Override
  protected void annotateClass(Class<?> type) throws IOException {
    if (type.isHidden()) {
      throw new NotSerializableException(
          type.getName()); // it has no name by which to find it again
    }
  }
}
