/** Everything at once, for as long as one likes. */
@NullMarked
package dev.larder.soak;

import org.jspecify.annotations.NullMarked;
