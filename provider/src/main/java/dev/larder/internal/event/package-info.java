/**
 * Listeners: who hears what happened to an entry, when, and on which thread. Start at {@link
 * dev.larder.internal.event.EventDispatcher}, the one class that the cache's front talks to.
 *
 * <pre>
 *   front, holding the key ── created | updated | removed | expired ──&gt; EventDispatcher
 *                                                                         │ each Registration that hears the kind
 *                       synchronous: ListenerCall, here and now &lt;─────────┤
 *                       asynchronous: AsyncQueue, one a listener &lt;────────┘
 *                                        └── ListenerCall, in order, on an executor's thread
 * </pre>
 *
 * <p>Order: the front calls while it holds the key, so events of one key arrive here in the order of the changes. A synchronous
 * listener is called there; an asynchronous one has a queue of its own, from which one thread at a time delivers. So each listener
 * sees each key's events in order, and a slow listener delays only itself.
 *
 * <p>Isolation: each listener gets an event object of its own, which makes its own copies of key and values, and only when asked
 * for them. A listener cannot change what another listener, or the cache, sees. (By reference all share the same objects, as
 * everywhere.)
 *
 * <p>Locks: none. Registrations are a copy-on-write array; queues are lock-free. No user code ever runs under a lock of this package.
 *
 * <p>Missing on purpose: a bound on the queues. An asynchronous listener that is slower than the cache for good fills the heap; to
 * drop events, or to stop the cache for it, would be worse surprises. Events that are queued when the JVM ends are lost.
 *
 * <p>Knows {@code javax.cache} and the JDK; nothing else of Larder.
 */
@NullMarked
package dev.larder.internal.event;

import org.jspecify.annotations.NullMarked;
