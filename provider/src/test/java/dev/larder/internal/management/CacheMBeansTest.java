package dev.larder.internal.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Set;
import javax.cache.configuration.MutableConfiguration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheMBeansTest {
  private static final URI MANAGER = URI.create("larder:default");
  private static final String NAMES = "CacheManager=larder.default,Cache=orders";

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final MutableConfiguration<String, Integer> configuration =
      new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class);
  private final SwitchableStatistics statistics = new SwitchableStatistics(System::nanoTime);
  private final CacheMBeans beans = beansOf("orders");

  private CacheMBeans beansOf(String cache) {
    return new CacheMBeans(
        new BeanName(MANAGER, cache), () -> configuration, statistics.bean(), () -> server);
  }

  private Set<ObjectName> shown() throws JMException {
    return server.queryNames(new ObjectName("javax.cache:*"), null);
  }

  private Object attribute(String type, String attribute) throws JMException {
    return server.getAttribute(new ObjectName("javax.cache:type=" + type + "," + NAMES), attribute);
  }

  @Test
  void nothingIsShownUnasked() throws JMException {
    assertThat(shown()).isEmpty();
  }

  @Test
  void bothBeansStandWhereTheSpecificationSays() throws JMException {
    beans.showConfiguration(true);
    beans.showStatistics(true);
    assertThat(shown())
        .containsExactlyInAnyOrder(
            new ObjectName("javax.cache:type=CacheConfiguration," + NAMES),
            new ObjectName("javax.cache:type=CacheStatistics," + NAMES));
  }

  @Test
  void shownTwiceIsShownOnce() throws JMException {
    beans.showStatistics(true);
    beans.showStatistics(true);
    assertThat(shown()).hasSize(1);
  }

  @Test
  void eachBeanIsHiddenForItself() throws JMException {
    beans.showConfiguration(true);
    beans.showStatistics(true);
    beans.showStatistics(false);
    assertThat(shown())
        .containsExactly(new ObjectName("javax.cache:type=CacheConfiguration," + NAMES));
    beans.showConfiguration(false);
    assertThat(shown()).isEmpty();
  }

  @Test
  void hiddenTwiceIsHidden() throws JMException {
    beans.showStatistics(true);
    beans.showStatistics(false);
    beans.showStatistics(false);
    assertThat(shown()).isEmpty();
  }

  @Test
  void aHiddenBeanCanBeShownAgain() throws JMException {
    beans.showStatistics(true);
    beans.showStatistics(false);
    beans.showStatistics(true);
    assertThat(shown()).hasSize(1);
  }

  @Test
  void closingLeavesNoNameBehind() throws JMException {
    beans.showConfiguration(true);
    beans.showStatistics(true);
    beans.close();
    beans.close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void afterClosingNothingIsShownAnyMore() throws JMException {
    beans.close();
    beans.showConfiguration(true);
    beans.showStatistics(true);
    assertThat(shown()).isEmpty();
  }

  @Test
  void theFirstOfTwoCachesWithOneNameStays() throws JMException {
    try (CacheMBeans second = beansOf("orders")) {
      beans.showStatistics(true);
      second.showStatistics(true);
    }
    assertThat(shown()).hasSize(1);
  }

  @Test
  void whenTheFirstOfTwoIsClosedNoneIsLeft() throws JMException {
    CacheMBeans second = beansOf("orders");
    beans.showStatistics(true);
    second.showStatistics(true);
    beans.close();
    second.close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void aBeanThatSomebodyElseTookAwayIsNoProblem() throws JMException {
    beans.showStatistics(true);
    server.unregisterMBean(shown().iterator().next());
    beans.close();
    assertThat(shown()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "a=b",
        "a,b",
        "a\nb",
        "a\rb",
        "a\"b",
        "\"",
        "*",
        "?",
        "a*,type=?",
        "",
        " ",
        "ü\\n",
        "'",
        "a;b/c",
        "\0"
      })
  void aHostileCacheNameIsShownAndHiddenLikeAnyOther(String name) throws JMException {
    try (CacheMBeans hostile = beansOf(name)) {
      hostile.showConfiguration(true);
      hostile.showStatistics(true);
      assertThat(shown()).hasSize(2).noneMatch(ObjectName::isPattern);
    }
    assertThat(shown()).isEmpty();
  }

  @Test
  void eachSpecialCharacterBecomesAFullStop() {
    BeanName name = new BeanName(URI.create("a:b=c,d?e*f"), ":=,\n\r\"*?");
    ObjectName shown = name.of("CacheStatistics");
    assertThat(shown.getKeyProperty("CacheManager")).isEqualTo("a.b.c.d.e.f");
    assertThat(shown.getKeyProperty("Cache")).isEqualTo("........");
  }

  @Test
  void theConfigurationShowsTypesByNameAndTheSwitchesAsTheyAre() throws JMException {
    beans.showConfiguration(true);
    assertThat(attribute("CacheConfiguration", "KeyType")).isEqualTo("java.lang.String");
    assertThat(attribute("CacheConfiguration", "ValueType")).isEqualTo("java.lang.Integer");
    assertThat(attribute("CacheConfiguration", "StoreByValue")).isEqualTo(true);
    assertThat(attribute("CacheConfiguration", "ReadThrough")).isEqualTo(false);
    assertThat(attribute("CacheConfiguration", "WriteThrough")).isEqualTo(false);
    assertThat(attribute("CacheConfiguration", "StatisticsEnabled")).isEqualTo(false);
    assertThat(attribute("CacheConfiguration", "ManagementEnabled")).isEqualTo(false);
    configuration.setStatisticsEnabled(true).setManagementEnabled(true);
    assertThat(attribute("CacheConfiguration", "StatisticsEnabled")).isEqualTo(true);
    assertThat(attribute("CacheConfiguration", "ManagementEnabled")).isEqualTo(true);
  }

  @Test
  void theStatisticsShowTheCountsAndCanBeCleared() throws JMException {
    statistics.enable(true);
    statistics.recordHits(3);
    beans.showStatistics(true);
    assertThat(attribute("CacheStatistics", "CacheHits")).isEqualTo(3L);
    server.invoke(new ObjectName("javax.cache:type=CacheStatistics," + NAMES), "clear", null, null);
    assertThat(attribute("CacheStatistics", "CacheHits")).isEqualTo(0L);
  }

  @Test
  void usersFindThemInThePlatformsServer() throws JMException {
    ObjectName name = new BeanName(MANAGER, "CacheMBeansTest").of("CacheStatistics");
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    try (CacheMBeans inPlatform =
        new CacheMBeans(MANAGER, "CacheMBeansTest", () -> configuration, statistics.bean())) {
      inPlatform.showStatistics(true);
      assertThat(platform.isRegistered(name)).isTrue();
    }
    assertThat(platform.isRegistered(name)).isFalse();
  }
}
