package dev.larder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.benchmarks.store.Subject;
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
