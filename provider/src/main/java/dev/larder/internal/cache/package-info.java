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
 *                all of them on Contents: the table, the copiers, the events ... of one cache
 * </pre>
 *
 * <p>Each write has two ways. With nothing but standard expiry configured it is one short step of the core's. With a writer, a
 * listener or an expiry policy of the user's it <em>holds</em> the key: writer, then commit, then events, without any lock. Not API.
 */
@NullMarked
package dev.larder.internal.cache;

import org.jspecify.annotations.NullMarked;
