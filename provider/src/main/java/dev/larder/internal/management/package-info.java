/**
 * What can be seen of a cache from outside: counters, the MBeans that JSR-107 asks for, and what goes into flight recordings ({@link
 * dev.larder.internal.management.jfr}).
 *
 * <p>Start at {@link dev.larder.internal.management.Statistics}, what the front writes to, and {@link
 * dev.larder.internal.management.CacheMBeans}, what an operator reads.
 *
 * <pre>
 *   front ──&gt; SwitchableStatistics ──&gt; Counters &lt;── CacheStatistics MBean ┐
 *                     └─ off ──&gt; Statistics.DISABLED                       ├── CacheMBeans ──&gt; the platform's MBean server
 *   configuration &lt;─────────────────────────── CacheConfiguration MBean ───┘
 *   loader, writer, … &lt;── UserCode ──&gt; Statistics, Recorder ──&gt; the JVM's flight recorder
 * </pre>
 *
 * <p>Counts are exact, and loads are timed one by one. Other times are samples: reading the clock twice in each call would cost more
 * than many of the calls.
 *
 * <p>Knows {@code javax.cache} and the JDK; nothing else of Larder.
 */
@NullMarked
package dev.larder.internal.management;

import org.jspecify.annotations.NullMarked;
