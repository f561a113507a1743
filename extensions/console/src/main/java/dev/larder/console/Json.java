package dev.larder.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import org.jspecify.annotations.Nullable;

/** What goes over the wire: records. */
final class Json {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private Json() {}

  static String of(Object content) {
    return GSON.toJson(content);
  }

  /** Null when the text is no such thing. */
  static <T> @Nullable T read(String text, Class<T> type) {
    try {
      return GSON.fromJson(text, type);
    } catch (JsonParseException e) {
      return null;
    }
  }
}
