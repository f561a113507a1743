/**
 * What a cache's {@code ExpiryPolicy} means for its entries, in the table's terms: nanoseconds to live. Start at {@link
 * dev.larder.internal.expiry.ExpiryRules}. A leaf: knows {@code javax.cache} and the JDK alone. Not API.
 */
@NullMarked
package dev.larder.internal.expiry;

import org.jspecify.annotations.NullMarked;
