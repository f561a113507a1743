/**
 * What a reader without a lock may see of a {@link dev.larder.internal.core.StripedTable} while a writer is at work. Run by {@code
 * JcstressTest}.
 */
@NullMarked
package dev.larder.jcstress;

import org.jspecify.annotations.NullMarked;
