/**
 * A tier that many JVMs share: Redis, through Lettuce. Start at {@link dev.larder.internal.redis.RedisTier}. Not API.
 *
 * <pre>
 *   RedisTier ---- Entries --- Session   one connection: commands go out, replies and invalidations come in, in one order
 *       |             |           |
 *       |          Scripts        +---- Link   makes sessions: connect, track, flush, repair, resume; PING; the breaker
 *       |
 *       +---- WhileAway    what is done and remembered while there is no session
 * </pre>
 *
 * <p>An entry is one Redis string: a header ({@link dev.larder.internal.redis.StoredEntry}) with version, deadline and the
 * <em>generation</em> of the cache it was written in, then the value's bytes. A clear writes another generation; what is of an earlier
 * one is not there any more, and is deleted in the background. Whatever writes is a script, so it compares and writes in one step, on the
 * server, among all JVMs.
 *
 * <p>Invalidations are the server's (CLIENT TRACKING). They arrive on the connection that reads, so a reply that was sent before a change
 * is always seen before the change's invalidation. A connection that is lost is never repaired: another takes its place, so no command is
 * ever sent twice, and none is sent on a connection that is not tracked.
 */
@NullMarked
package dev.larder.internal.redis;

import org.jspecify.annotations.NullMarked;
