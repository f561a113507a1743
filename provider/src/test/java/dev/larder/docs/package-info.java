/** What the documentation's examples name. */
@NullMarked
package dev.larder.docs;

import org.jspecify.annotations.NullMarked;
