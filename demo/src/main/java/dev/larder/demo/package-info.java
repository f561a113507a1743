/**
 * What a second-level cache saves: Hibernate over the FoodMart data, whose sales are replayed without a cache and with
 * Larder at three sizes. Start at {@link Demo}.
 *
 * <pre>
 * Demo ── options
 *  ├─ FoodMart         the database in this process, and its sales in their order
 *  └─ for each CacheChoice (none, Larder at 25 %, 50 %, 100 %, or another provider as it is configured)
 *      └─ Replay       a session factory; each Sale goes through the Till, which opens its entities
 *          └─ Run      what was counted  ──▶ ResultTable, HitRatioChart
 * </pre>
 *
 * <p>The entities are {@link Customer}, {@link Product}, {@link ProductClass}, {@link Store} and {@link Promotion}. All
 * runs on one thread, so nothing here is thread-safe. Knows nothing of Larder's classes but the provider's name: to
 * Hibernate and to this program, Larder is a JCache provider like any other.
 */
@NullMarked
package dev.larder.demo;

import org.jspecify.annotations.NullMarked;
