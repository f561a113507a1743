package dev.larder.replay.log;

import java.io.IOException;
import java.io.InputStream;

/** How requests stand in a log. */
interface LogFormat {
  /** As in "nginx". */
  String name();

  /** What each line has when it is of this format, with an article: for "none of the 3 lines has ...". */
  String expects();

  /**
   * Reads to the end.
   *
   * @throws LogException if it cannot be this format at all
   */
  void read(InputStream in, Requests requests) throws IOException;
}
