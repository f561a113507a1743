package dev.larder.model;

import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;

/**
 * What goes wrong in a step.
 *
 * @param where in which kind of user code
 * @param key for which key; {@link #ANY} for all. Expiry policies do not know keys, so they fail for any
 * @param how what is thrown
 */
record Fault(Where where, int key, How how) {
  static final int ANY = -1;
  static final Fault NONE = new Fault(Where.NOWHERE, ANY, How.EXCEPTION);

  enum Where {
    NOWHERE,
    LOADER,
    WRITER,
    POLICY,
    LISTENER,
    FILTER,
    PROCESSOR
  }

  enum How {
    /** One that JCache wraps. */
    EXCEPTION,
    /** JCache's own for such user code, which it need not wrap. */
    OF_JCACHE,
    /** What nobody may wrap. */
    ERROR
  }

  /** An Error of ours. */
  static final class Broken extends Error {
    private static final long serialVersionUID = 1;

    Broken() {
      super("broken", null, true, false);
    }
  }

  /** An exception of ours. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed() {
      super("failed", null, true, false);
    }
  }

  /** Called by all user code: throws if this is what was meant. */
  void strike(Where here, int keyHere) {
    if (here == where && (key == ANY || key == keyHere)) {
      throw thrown();
    }
  }

  boolean breaksListeners() {
    return (where == Where.LISTENER || where == Where.FILTER) && how == How.ERROR;
  }

  private RuntimeException thrown() {
    return switch (how) {
      case EXCEPTION -> new Failed();
      case OF_JCACHE -> ofJCache();
      case ERROR -> throw new Broken();
    };
  }

  private CacheException ofJCache() {
    return switch (where) {
      case LOADER -> new CacheLoaderException("failed");
      case WRITER -> new CacheWriterException("failed");
      case LISTENER, FILTER -> new CacheEntryListenerException("failed");
      case PROCESSOR -> new EntryProcessorException("failed");
      default -> new CacheException("failed");
    };
  }
}
