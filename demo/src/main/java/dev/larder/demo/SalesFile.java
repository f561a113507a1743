package dev.larder.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Sales for another JVM: a line for each. Reading them all through a socket would take longer than the replay. */
final class SalesFile {
  private SalesFile() {}

  /** Writes them to where temporary files live, for the life of this JVM. */
  static Path write(List<Sale> sales) throws IOException {
    Path file = Files.createTempFile("larder-demo-", ".sales");
    file.toFile().deleteOnExit();
    return Files.write(
        file,
        sales.stream()
            .map(sale -> sale.day() + " " + sale.customerId() + " " + sale.productId() + " "
                + sale.storeId() + " " + sale.promotionId())
            .toList());
  }

  static List<Sale> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(SalesFile::sale).toList();
  }

  private static Sale sale(String line) {
    int[] each = Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    return new Sale(each[0], each[1], each[2], each[3], each[4]);
  }
}
