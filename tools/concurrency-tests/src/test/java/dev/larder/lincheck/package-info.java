/** Lincheck: whatever the interleaving, the operations look as if one had come after the other. */
@NullMarked
package dev.larder.lincheck;

import org.jspecify.annotations.NullMarked;
