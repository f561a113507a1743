package dev.larder.internal.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;

/** Java serialization that asks several class loaders for a class, the first that knows it wins. */
final class ValueInputStream extends ObjectInputStream {
  private final List<ClassLoader> loaders;
  private final WrittenClasses written;

  /**
   * Reads what was written.
   *
   * @param written no other class is even looked for
   * @param filter asked besides the JVM's own, which then cannot be switched off by us
   */
  ValueInputStream(
      InputStream source,
      List<ClassLoader> loaders,
      WrittenClasses written,
      ObjectInputFilter filter)
      throws IOException {
    super(source);
    this.loaders = loaders;
    this.written = written;
    setObjectInputFilter(
        ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws IOException, ClassNotFoundException {
    requireWritten(description.getName());
    for (var loader : loaders) {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        // the next may know it
      }
    }
    return super.resolveClass(description); // which also knows int.class and its like
  }

  private void requireWritten(String className) throws InvalidClassException {
    if (!written.contain(className)) {
      throw new InvalidClassException(className, "nothing that was written consists of it");
    }
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces)
      throws IOException, ClassNotFoundException {
    for (String name : interfaces) {
      requireWritten(name);
    }
    for (var loader : loaders) {
      try {
        return proxyClass(interfaces, loader);
      } catch (ClassNotFoundException | IllegalArgumentException e) {
        // the next may know them all
      }
    }
    return super.resolveProxyClass(interfaces);
  }

  @SuppressWarnings("deprecation") // nothing else gives the class of a proxy without making a proxy
  private static Class<?> proxyClass(String[] interfaces, ClassLoader loader)
      throws ClassNotFoundException {
    var types = new Class<?>[interfaces.length];
    var home = loader;
    for (var i = 0; i < types.length; i++) {
      types[i] = Class.forName(interfaces[i], false, loader);
      if (!Modifier.isPublic(types[i].getModifiers())) {
        home = types[i].getClassLoader(); // a proxy lives where its non-public interfaces do
      }
    }
    return Proxy.getProxyClass(home, types);
  }
}
