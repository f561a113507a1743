/** Bucket4j, the strictest user of entry processors. */
@NullMarked
package dev.larder.it.bucket4j;

import org.jspecify.annotations.NullMarked;
