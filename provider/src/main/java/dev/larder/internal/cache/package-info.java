/**
 * The front: {@code javax.cache.Cache} on top of the core. Start at {@link dev.larder.internal.cache.CacheFront}, which checks
 * arguments and hands each operation to the class of its chapter:
 *
 * <pre>
 *   CacheFront --+-- Reads         get, getAll, containsKey
 *                +-- Loads         read-through, loadAll: one load a key
 *                +-- Writes        put, replace, remove ...: a table of what each does ({@link dev.larder.internal.cache.Mutation})
 *                +-- BulkWrites    putAll, removeAll, clear
 *                +-- Invocations   invoke, invokeAll
 *                +-- LiveEntries   iteration
 *                +-- Extras        what goes beyond JCache, by topic: Lifetimes, Computations, CallersLoads, Selections, Tagging, Removals, Hooks, Dumps
 *                all of them on Contents: the table, the copiers, the events ... of one cache
 * </pre>
 *
 * <p>What only some caches have is chosen when a cache is put together ({@link dev.larder.internal.cache.Assembly}), so that the others do
 * not pay for it: {@link dev.larder.internal.cache.Times} may put a {@link dev.larder.internal.cache.Stamped} around values,
 * {@link dev.larder.internal.cache.Uses} moves deadlines, {@link dev.larder.internal.cache.LoadMemory} remembers loads,
 * {@link dev.larder.internal.cache.Refreshing} loads anew.
 *
 * <p>The chapters are immutable; changing the times of a cache, or hooking its reads, puts others in their place.
 *
 * <p>Each write has two ways. With nothing but standard expiry configured it is one short step of the core's. With a writer, a
 * listener, an expiry policy of the user's, or a memory of loads it <em>holds</em> the key: writer, then commit, then events, without any lock. Not API.
 */
@NullMarked
package dev.larder.internal.cache;

import org.jspecify.annotations.NullMarked;
