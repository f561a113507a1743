package dev.larder.replay;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A cache size as the user says it: in entries, or as a share of the different keys. */
record CacheSize(double amount, boolean isPercent) {
  /** At least one entry. */
  int entries(int uniqueKeys) {
    double entries = isPercent ? amount / 100 * uniqueKeys : amount;
    return (int) Math.max(1, Math.round(entries));
  }

  /** Reads "1000" and "12.5%". */
  static final class Converter implements ITypeConverter<CacheSize> {
    @Override
    public CacheSize convert(String text) {
      boolean isPercent = text.endsWith("%");
      try {
        double amount = isPercent
            ? Double.parseDouble(text.substring(0, text.length() - 1))
            : Integer.parseInt(text);
        if (amount > 0 && amount <= Integer.MAX_VALUE) {
          return new CacheSize(amount, isPercent);
        }
      } catch (NumberFormatException e) {
        // Said below, for all that is no size.
      }
      throw new TypeConversionException(
          "\"" + text
              + "\" is no cache size; a size is 1 to 2147483647 entries, or a share of the different keys such as 10%");
    }
  }
}
