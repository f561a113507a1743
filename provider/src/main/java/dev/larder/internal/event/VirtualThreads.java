package dev.larder.internal.event;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual()…)}, said by reflection, since our byte code is Java 17's. */
final class VirtualThreads {
  private static final int FIRST_JDK = 21;

  private VirtualThreads() {}

  /** An executor that runs each task on a virtual thread of its own; empty where the JDK has none. */
  static Optional<ExecutorService> executor(String threadName) {
    if (Runtime.version().feature()
        < FIRST_JDK) { // 19 and 20 have them as a preview that throws when used
      return Optional.empty();
    }
    try {
      return Optional.of(perTask(factory(threadName)));
    } catch (
        ReflectiveOperationException
            e) { // a JDK that does not keep to its API: platform threads do as well
      return Optional.empty();
    }
  }

  private static ThreadFactory factory(String threadName) throws ReflectiveOperationException {
    Class<?> builder = Class.forName("java.lang.Thread$Builder");
    Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
    builder.getMethod("name", String.class, long.class).invoke(threads, threadName, 1L);
    builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(threads, false);
    return (ThreadFactory) builder.getMethod("factory").invoke(threads);
  }

  private static ExecutorService perTask(ThreadFactory factory)
      throws ReflectiveOperationException {
    return (ExecutorService) Executors.class
        .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
        .invoke(null, factory);
  }
}
