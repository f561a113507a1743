package dev.larder.replay.log;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values, RFC 4180: the key is a field. A record with fewer fields is rejected.
 *
 * @param column a name in the header, or a number from 1; null when the user did not say
 * @param hasHeader whether the first record names the columns
 */
record Csv(@Nullable String column, String separator, boolean hasHeader) implements LogFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String expects() {
    return "a column " + column + " (--column; columns are separated by \"" + separator + "\")";
  }

  @Override
  public void read(InputStream in, Requests requests) throws IOException {
    CsvReader<CsvRecord> records = CsvReader.builder()
        .fieldSeparator(separator)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .detectBomHeader(true)
        .ofCsvRecord(in, StandardCharsets.UTF_8);
    long line = 0;
    try {
      int field = -1;
      for (CsvRecord row : records) {
        line = row.getStartingLineNumber();
        boolean first = field < 0;
        if (first) {
          field = fieldOf(row);
        }
        if (!first || !hasHeader) {
          add(row, field, requests);
        }
      }
    } catch (CsvParseException e) {
      throw new LogException(
          "this is no CSV after line " + line
              + ": a quote that is not closed, or a field above 16 MB; other text is read with --format lines or --regex",
          e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void add(CsvRecord row, int field, Requests requests) {
    if (field < row.getFieldCount()) {
      requests.add(row.getField(field));
    } else {
      requests.reject(row.getStartingLineNumber());
    }
  }

  private int fieldOf(CsvRecord first) throws LogException {
    String has = hasHeader
        ? "it has " + String.join(", ", first.getFields())
        : "it has " + first.getFieldCount() + " columns";
    if (column == null) {
      throw new LogException("say which column is the key with --column; " + has);
    }
    int named = hasHeader ? first.getFields().indexOf(column) : -1;
    int field = named >= 0 ? named : LogChoice.columnNumber(column) - 1;
    if (field < 0 || field >= first.getFieldCount()) {
      throw new LogException("there is no column \"" + column + "\"; " + has);
    }
    return field;
  }
}
