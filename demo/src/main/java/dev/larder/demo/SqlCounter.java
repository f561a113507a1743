package dev.larder.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Sees every statement that Hibernate sends, and counts them. */
final class SqlCounter implements StatementInspector {
  /* Reads one row of a table by its key. Every FoodMart table calls its key <table>_id, and Hibernate quotes all names. */
  private static final Pattern READS_ONE_ENTITY =
      Pattern.compile("select .* from \"foodmart\"\\.\"(\\w+)\" (\\w+) where \\2\\.\"\\1_id\"=\\?");

  private final Map<String, Boolean> readsOneEntity = new HashMap<>();
  private long statements;
  private long entitySelects;

  @Override
  public String inspect(String sql) {
    statements++;
    if (readsOneEntity.computeIfAbsent(
        sql, text -> READS_ONE_ENTITY.matcher(text).matches())) {
      entitySelects++;
    }
    return sql;
  }

  long statements() {
    return statements;
  }

  /** The SELECTs that read one entity by its id; those for collections, natural ids and queries are not among them. */
  long entitySelects() {
    return entitySelects;
  }

  void reset() {
    statements = 0;
    entitySelects = 0;
  }
}
