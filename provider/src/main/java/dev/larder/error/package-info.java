/**
 * What can go wrong, by kind. Public API, as is {@code dev.larder}; knows {@code javax.cache} alone, so that all other packages may throw
 * from here.
 *
 * <table class="striped">
 *   <caption>All kinds</caption>
 *   <thead><tr><th>what is wrong</th><th>what is thrown</th></tr></thead>
 *   <tbody>
 *     <tr><td>a file, property, environment variable or setting</td><td>{@link dev.larder.error.CacheConfigurationException}; a single
 *         setter of {@code LarderConfiguration}: {@link IllegalArgumentException}</td></tr>
 *     <tr><td>a key or value that cannot be copied, or not be read back</td><td>{@link
 *         dev.larder.error.CacheSerializationException}</td></tr>
 *     <tr><td>a wait for a key that would never end, or is interrupted</td><td>{@link dev.larder.error.CacheWaitException}</td></tr>
 *     <tr><td>your loader, writer, listener, processor</td><td>JCache's own: {@link javax.cache.integration.CacheLoaderException},
 *         {@link javax.cache.integration.CacheWriterException}, {@link javax.cache.event.CacheEntryListenerException}, {@link
 *         javax.cache.processor.EntryProcessorException}</td></tr>
 *     <tr><td>null for a key or value; one of another type</td><td>{@link NullPointerException}; {@link ClassCastException}</td></tr>
 *     <tr><td>a closed cache or manager</td><td>{@link IllegalStateException}</td></tr>
 *     <tr><td>a file of a dump</td><td>{@link java.io.IOException}</td></tr>
 *     <tr><td>all else</td><td>{@link javax.cache.CacheException}, which the first three, and JCache's own, extend</td></tr>
 *   </tbody>
 * </table>
 */
@NullMarked
package dev.larder.error;

import org.jspecify.annotations.NullMarked;
