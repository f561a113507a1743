package dev.larder.internal.redis;

import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.util.List;

/** Hands the server's invalidations on, in their order, on the connection's thread. */
final class Invalidations implements PushListener {
  private final Link.User user;
  private final Figures figures;

  Invalidations(Link.User user, Figures figures) {
    this.user = user;
    this.figures = figures;
  }

  @Override
  public void onPushMessage(PushMessage message) {
    if (!message.getType().equals("invalidate")) {
      return;
    }
    List<Object> content = message.getContent(Invalidations::bytes);
    Object names = content.size() > 1 ? content.get(1) : null;
    if (names instanceof List<?> list) {
      for (Object name : list) {
        figures.invalidations.increment();
        user.invalidated((byte[]) name);
      }
    } else {
      // FLUSHDB, or a server that remembers reads has forgotten what it remembered.
      figures.invalidations.increment();
      user.invalidated(null);
    }
  }

  private static Object bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
