package dev.larder.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The FoodMart database, in this process and in memory: some 400 MB of heap, about ten seconds to open. It stays open
 * until the JVM ends.
 */
final class FoodMart {
  /** The rows of both sales tables. */
  static final int SALES = 251_395;

  /** What HSQLDB calls a database among the resources. */
  static final String PATH = "res:foodmart";

  private static final String URL = "jdbc:hsqldb:" + PATH;
  private static final String USER = "FOODMART";

  private FoodMart() {}

  /** Opens the database unless it is open, and reads all sales, the oldest first. */
  static List<Sale> openAndReadSales() {
    try (Connection connection = DriverManager.getConnection(URL, USER, USER);
        Statement statement = connection.createStatement()) {
      List<Sale> sales = new ArrayList<>(SALES);
      readSales(statement, "sales_fact_1997", sales);
      readSales(statement, "sales_fact_1998", sales);
      // The tables hold the sales store by store. The sort is stable: within a day a customer's
      // basket stays together.
      sales.sort(Comparator.comparingInt(Sale::day));
      return List.copyOf(sales);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot read the FoodMart sales from " + URL + ": " + e.getMessage(), e);
    }
  }

  private static void readSales(Statement statement, String table, List<Sale> sales)
      throws SQLException {
    String query =
        "select \"time_id\", \"customer_id\", \"product_id\", \"store_id\", \"promotion_id\" from \"foodmart\".\""
            + table + "\"";
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        sales.add(new Sale(
            rows.getInt(1), rows.getInt(2), rows.getInt(3), rows.getInt(4), rows.getInt(5)));
      }
    }
  }
}
