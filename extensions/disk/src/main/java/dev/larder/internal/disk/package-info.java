/**
 * A tier on disk: RocksDB, an index of our own core that bounds it, and files for large values. Start at {@link
 * dev.larder.internal.disk.DiskTier}. Not API.
 *
 * <pre>
 *   path/cache name/
 *     larder.lock    held by the one process that has it open
 *     open           there while it is open, and after a stop that was none
 *     db/            RocksDB
 *     large/         a file for each value beyond the limit, named by its version
 * </pre>
 *
 * <p>The index knows of each key a hash, its weight and its deadline: it decides who leaves, and is never asked what there is. So it may
 * be read anew in the background after a start, while the first hits are served.
 *
 * <p>Locks: the gate is shared by all operations and had alone by those that open, clear and close; under it, a lock for the key's
 * stripe. What the index evicts meanwhile is noted, and deleted when no key's lock is held.
 */
@NullMarked
package dev.larder.internal.disk;

import org.jspecify.annotations.NullMarked;
