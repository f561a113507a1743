package dev.larder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.EvictionPolicy;
import dev.larder.benchmarks.store.Subject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void rowsGoByTheirNames() {
    Plan plan = Plan.parse("row", "get", "put-evict", "--rounds", "5", "--measure", "3x200ms");
    assertThat(plan.rows()).extracting(Row::name).containsExactly("get", "put-evict");
    assertThat(plan.rounds()).isEqualTo(5);
    assertThat(plan.measurement().number()).isEqualTo(3);
    assertThat(plan.measurement().time()).hasMillis(200);
  }

  @Test
  void whoKnowsNoBoundTakesNoPartInEvictions() {
    Plan plan = Plan.parse("row", "put-evict");
    assertThat(plan.subjectsOf(Rows.byName("put-evict")))
        .contains(Subject.LARDER)
        .doesNotContain(Subject.RI, Subject.MAP);
  }

  @Test
  void theShortSelectionHasSevenRows() {
    assertThat(Plan.parse("short").rows()).hasSize(7);
  }

  @Test
  void m41_eachPolicyIsMeasuredBesideThePeersThatHaveIt() {
    Plan plan = Plan.parse("policies");
    List<String> rows = plan.rows().stream().map(Row::name).toList();
    for (EvictionPolicy policy : EvictionPolicy.values()) {
      String word = policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(rows)
          .contains("get-" + word, "put-evict-" + word, "remove-put-" + word, "get-with-" + word);
    }
    assertThat(rows).hasSize(4 * EvictionPolicy.values().length);
    assertThat(plan.subjectsOf(Rows.byName("get-tiny-lfu")))
        .containsExactly(Subject.LARDER, Subject.CAFFEINE, Subject.NATIVE_CAFFEINE);
    assertThat(plan.subjectsOf(Rows.byName("put-evict-lru")))
        .containsExactly(Subject.LARDER, Subject.EHCACHE);
    assertThat(plan.subjectsOf(Rows.byName("get-with-random"))).containsExactly(Subject.LARDER);
  }

  @Test
  void nobodyElseCanBeToldHowFineTimeHasToBe() {
    for (String name : List.of("get-ttl-coarse", "get-tti-coarse", "get-ttl-coarse-2")) {
      Row row = Rows.byName(name);
      assertThat(row.parameters()).containsEntry("resolution", "10ms").containsKey("lifetime");
      assertThat(Plan.parse("row", name).subjectsOf(row)).containsExactly(Subject.LARDER);
    }
  }

  @Test
  void noTwoRowsShareANameOrATitle() {
    assertThat(Rows.ALL).extracting(Row::name).doesNotHaveDuplicates();
    assertThat(Rows.ALL).extracting(Row::title).doesNotHaveDuplicates();
  }

  @Test
  void anUnknownRowIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> Plan.parse("row", "gett")).hasMessageContaining("\"gett\"");
    assertThatThrownBy(() -> Plan.parse("row", "gett")).hasMessageContaining("get-ttl");
  }

  @Test
  void anOptionWithoutAValueIsRefused() {
    assertThatThrownBy(() -> Plan.parse("short", "--rounds")).hasMessageContaining("--rounds");
  }
}
