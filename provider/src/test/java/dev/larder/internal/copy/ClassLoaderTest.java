package dev.larder.internal.copy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which class loader's classes come out, and which class loaders are free to go. */
class ClassLoaderTest {
  private static final String UNKNOWN = ClassLoaderTest.class.getName() + "$Tar";

  private final ClassLoader ours = getClass().getClassLoader();

  static class Jam implements Serializable {
    int weight = 1;
  }

  record Label(String text, Object details) implements Serializable {}

  /** Immutable whatever it holds. */
  record Tag(String text) {}

  interface Open extends Serializable {}

  record NoHandler() implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return "called";
    }
  }

  /** Has classes of its own of the same names as ours. */
  static final class Webapp extends ClassLoader {
    Webapp() {
      super(ClassLoaderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      var known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      return name.startsWith(ClassLoaderTest.class.getName() + "$")
          ? define(name)
          : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (var code = getResourceAsStream(name.replace('.', '/') + ".class")) {
        var bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    Object jam() throws ReflectiveOperationException {
      var constructor = loadClass(Jam.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    }

    /** An object of a class that is like Jam, but has a name that no other loader knows. */
    Object unknownToAllOthers() throws ReflectiveOperationException, IOException {
      try (var code = getResourceAsStream(Jam.class.getName().replace('.', '/') + ".class")) {
        var bytes = new String(code.readAllBytes(), ISO_8859_1)
            .replace("Test$Jam", "Test$Tar")
            .getBytes(ISO_8859_1);
        var constructor = defineClass(UNKNOWN, bytes, 0, bytes.length).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
      }
    }

    Object tag() throws ReflectiveOperationException {
      var constructor = loadClass(Tag.class.getName()).getDeclaredConstructor(String.class);
      constructor.setAccessible(true);
      return constructor.newInstance("a");
    }

    Object label(Object details) throws ReflectiveOperationException {
      var constructor =
          loadClass(Label.class.getName()).getDeclaredConstructor(String.class, Object.class);
      constructor.setAccessible(true);
      return constructor.newInstance("a", details);
    }
  }

  @Test
  void theManagersClassLoaderDecidesWhichClassAValueIsReadAs() throws Exception {
    var webapp = new Webapp();
    var copier = Copiers.<Object>byValue("pantry", webapp, Object.class);
    assertThat(copier.read(copier.store(new Jam()))).hasSameClassAs(webapp.jam());
  }

  @Test
  void aClassThatTheManagersClassLoaderDoesNotKnowComesFromTheLoaderOfTheValue() throws Exception {
    var jam = new Webapp().jam();
    var copier =
        Copiers.<Object>byValue("pantry", ClassLoader.getPlatformClassLoader(), Object.class);
    assertThat(copier.read(copier.store(jam))).hasSameClassAs(jam);
    assertThat(copier.copy(jam)).hasSameClassAs(jam);
  }

  @Test
  void aClassThatOnlyTheReadersThreadKnowsIsFound() throws Exception {
    var webapp = new Webapp();
    var copier =
        Copiers.<Object>byValue("pantry", ClassLoader.getPlatformClassLoader(), Object.class);
    var stored =
        copier.store(new ArrayList<>(List.of(webapp.jam()))); // ArrayList's own loader knows no jam
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(webapp);
    try {
      assertThat((List<?>) copier.read(stored)).first().hasSameClassAs(webapp.jam());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void proxiesAreReadBackAlsoWhenTheirInterfaceIsNotPublic() {
    var copier = Copiers.<Object>byValue("pantry", ours, Object.class);
    var proxy = Proxy.newProxyInstance(
        ours, new Class<?>[] {Open.class, Comparable.class}, new NoHandler());
    var read = copier.read(copier.store(proxy));
    assertThat(read).isNotSameAs(proxy).isInstanceOf(Open.class).hasToString("called");
  }

  @Test
  void proxiesOfInterfacesThatOnlyTheValuesLoaderKnowsAreReadBack() throws Exception {
    var webapp = new Webapp();
    var types = new Class<?>[] {webapp.loadClass(Open.class.getName())};
    var copier =
        Copiers.<Object>byValue("pantry", ClassLoader.getPlatformClassLoader(), Object.class);
    var proxy =
        Proxy.newProxyInstance(webapp, types, (InvocationHandler & Serializable) new NoHandler());
    assertThat(copier.read(copier.store(proxy))).hasSameClassAs(proxy);
  }

  // Free to go

  @Test
  @Timeout(60)
  void knowingAClassDoesNotKeepItsLoaderNorDoesAStoredCopy() throws Exception {
    var copier = Copiers.<Object>byValue("pantry", ours, Object.class);
    var gone = new ReferenceQueue<ClassLoader>();
    var webapp = new Webapp();
    var reference = new WeakReference<ClassLoader>(webapp, gone);
    var stored = copier.store(webapp.label(webapp.jam()));
    copier.store(webapp.label("nothing mutable"));
    assertThat(copier.store(webapp.tag())).hasSameClassAs(webapp.tag());

    webapp = null;
    awaitCollected(reference, gone);

    // Our own loader knows a class of that name, so what is stored can still be read.
    assertThat(copier.read(stored)).isInstanceOf(Label.class);
  }

  @Test
  @Timeout(60)
  void aCopierDoesNotKeepItsManagersLoader() throws Exception {
    var gone = new ReferenceQueue<ClassLoader>();
    var webapp = new Webapp();
    var reference = new WeakReference<ClassLoader>(webapp, gone);
    var copier = Copiers.<Object>byValue("pantry", webapp, Object.class);
    var stored = copier.store(webapp.jam());

    webapp = null;
    awaitCollected(reference, gone);

    assertThat(copier.read(stored)).isInstanceOf(Jam.class); // the thread's own loader is asked
  }

  @Test
  @Timeout(60)
  void aValueWhoseClassIsGoneIsAnErrorThatNamesTheClass() throws Exception {
    var gone = new ReferenceQueue<ClassLoader>();
    var webapp = new Webapp();
    var reference = new WeakReference<ClassLoader>(webapp, gone);
    var copier = Copiers.<Object>byValue("pantry", webapp, Object.class);
    var stored = copier.store(webapp.unknownToAllOthers());

    webapp = null;
    awaitCollected(reference, gone);

    assertThatThrownBy(() -> copier.read(stored))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("a value whose class was unloaded")
        .hasMessageContaining(UNKNOWN);
  }

  private static void awaitCollected(Reference<?> reference, ReferenceQueue<?> gone)
      throws InterruptedException {
    do {
      System.gc();
    } while (gone.remove(100) != reference);
  }
}
