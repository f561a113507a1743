package dev.larder.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which types of tiers there are. */
class TiersTest {
  private final Tiers tiers = Tiers.of(TiersTest.class.getClassLoader());

  /** As those who bring a type for themselves. */
  private record Cellar(String type, Optional<String> unavailable) implements TierFactory {
    @Override
    public void check(TierSettings settings) {}

    @Override
    public Tier open(TierContext context) {
      return new MemoryTier(new MemoryTier.Store(), context.listener(), false);
    }
  }

  @Test
  void t47_whatJarsBringIsListedAndWhatIsMissingSaysHowToHaveIt() {
    assertThat(tiers.list())
        .extracting(Tiers.Availability::type)
        .contains("disk", "memory", "redis");
    assertThat(tiers.availability("memory").isAvailable()).isTrue();
    Tiers.Availability disk = tiers.availability("disk");
    assertThat(disk.isAvailable()).isFalse();
    assertThat(disk.reason()).contains("add dev.larder:larder-disk");
    assertThat(tiers.factory("memory")).containsInstanceOf(MemoryTierFactory.class);
    assertThat(tiers.factory("moon")).isEmpty();
  }

  @Test
  void t47_codeMayRegisterATypeAndTakeItBack() {
    Cellar cellar = new Cellar("cellar", Optional.empty());
    Tiers.register(cellar);
    try {
      assertThat(tiers.factory("cellar")).contains(cellar);
      assertThat(tiers.availability("cellar").isAvailable()).isTrue();
    } finally {
      assertThat(Tiers.unregister("cellar")).isTrue();
    }
    assertThat(tiers.factory("cellar")).isEmpty();
    assertThat(Tiers.unregister("cellar")).isFalse();
  }

  @Test
  void t47_theFirstThatCanBeHadIsSelectedWithTheReasons() {
    Tiers.register(new Cellar("flooded", Optional.of("the cellar is flooded; pump")));
    try {
      Tiers.Availability choice = tiers.select("moon", "flooded", "memory", "disk");
      assertThat(choice.type()).isEqualTo("memory");
      assertThat(choice.reason())
          .contains("no tier of type moon", "the cellar is flooded; pump", "MemoryTierFactory");
      assertThat(tiers.select("moon").type()).isEqualTo(Tiers.NONE);
    } finally {
      Tiers.unregister("flooded");
    }
  }
}
