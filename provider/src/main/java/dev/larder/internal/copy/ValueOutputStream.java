package dev.larder.internal.copy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Java serialization that refuses when writing what could not be read again. */
final class ValueOutputStream extends ObjectOutputStream {
  private final WrittenClasses written;

  /** @param written told of each class that is written, and of each interface of a proxy */
  ValueOutputStream(OutputStream target, WrittenClasses written) throws IOException {
    super(target);
    this.written = written;
  }

  @Override
  protected void annotateProxyClass(Class<?> proxy) {
    for (Class<?> type : proxy.getInterfaces()) {
      written.note(type);
    }
  }

  /** Called once for each class that is written. */
  @Override
  protected void annotateClass(Class<?> type) throws IOException {
    written.note(type);
    if (type.isHidden()) {
      throw new NotSerializableException(
          type.getName()); // it has no name by which to find it again
    }
  }
}
