package dev.larder.replay.log;

/** What the user may say a log is. */
public enum LogKind {
  /** To be found out. */
  AUTO,
  /** Text: each line is a key, or has it in a column. */
  LINES,
  /** Comma-separated values. */
  CSV,
  /** The access log of nginx, common or combined. */
  NGINX,
  /** The access log of Apache, common or combined. */
  APACHE,
  /** What Redis prints on MONITOR. */
  REDIS,
  /** Little-endian 64-bit key ids. */
  I64
}
