package dev.larder.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the jar tells GraalVM's native-image of reflection: each class and method must be there. */
class NativeImageMetadataTest {
  private static final Config METADATA = ConfigFactory.parseResources(
      NativeImageMetadataTest.class.getClassLoader(),
      "META-INF/native-image/dev.larder/larder/reachability-metadata.json",
      ConfigParseOptions.defaults().setAllowMissing(false));

  @Test
  void everyTypeAndMethodIsThere() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21); // virtual threads
    for (Config reflection : METADATA.getConfigList("reflection")) {
      Class<?> type = Class.forName(reflection.getString("type"));
      if (reflection.hasPath("methods")) {
        for (Config method : reflection.getConfigList("methods")) {
          assertThat(isThere(type, method)).as("%s of %s", method, type).isTrue();
        }
      }
    }
  }

  private static boolean isThere(Class<?> type, Config method) throws Exception {
    List<Class<?>> parameters = new ArrayList<>();
    for (String parameter : method.getStringList("parameterTypes")) {
      parameters.add(
          parameter.equals("long")
              ? long.class
              : parameter.equals("boolean") ? boolean.class : Class.forName(parameter));
    }
    Class<?>[] types = parameters.toArray(new Class<?>[0]);
    String name = method.getString("name");
    return (name.equals("<init>") ? type.getConstructor(types) : type.getMethod(name, types))
        != null;
  }

  @Test
  void everyResourceIsThere() {
    for (Config resource : METADATA.getConfigList("resources")) {
      String name = resource.getString("glob");
      if (!name.equals("larder.conf")) { // the user's
        assertThat(NativeImageMetadataTest.class.getClassLoader().getResource(name))
            .as(name)
            .isNotNull();
      }
    }
  }

  @Test
  void theProviderIsAmongThem() {
    assertThat(METADATA.getConfigList("reflection"))
        .extracting(reflection -> reflection.getString("type"))
        .contains("dev.larder.LarderCachingProvider");
  }
}
