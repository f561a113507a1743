/**
 * What can be seen of a cache from outside: counters, and the MBeans that JSR-107 asks for.
 *
 * <p>Start at {@link dev.larder.internal.management.Statistics}, what the front writes to, and {@link
 * dev.larder.internal.management.CacheMBeans}, what an operator reads.
 *
 * <pre>
 *   front ──&gt; SwitchableStatistics ──&gt; Counters &lt;── CacheStatistics MBean ┐
 *                     └─ off ──&gt; Statistics.DISABLED                       ├── CacheMBeans ──&gt; the platform's MBean server
 *   configuration &lt;─────────────────────────── CacheConfiguration MBean ───┘
 * </pre>
 *
 * <p>Counts are exact. Times are samples: reading the clock twice in each call would cost more than many of the calls.
 *
 * <p>Knows {@code javax.cache} and the JDK; nothing else of Larder.
 */
@NullMarked
package dev.larder.internal.management;

import org.jspecify.annotations.NullMarked;
