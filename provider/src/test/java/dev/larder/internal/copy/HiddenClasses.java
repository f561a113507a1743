package dev.larder.internal.copy;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;

/** Classes without a name to find them by, as frameworks spin them. */
final class HiddenClasses {
  private HiddenClasses() {}

  static final class Frozen {
    final int number = 1;
  }

  static final class Open implements Serializable {
    int number = 1;
  }

  /** An instance of a hidden twin of the class. */
  static Object instanceOfHidden(Class<?> template)
      throws IOException, ReflectiveOperationException {
    try (var code = HiddenClasses.class.getResourceAsStream(
        template.getName().replaceAll(".*\\.", "") + ".class")) {
      var hidden =
          MethodHandles.lookup().defineHiddenClass(code.readAllBytes(), true).lookupClass();
      return hidden.getDeclaredConstructor().newInstance();
    }
  }
}
