/** Larder as a bundle. */
@NullMarked
package dev.larder.it.osgi;

import org.jspecify.annotations.NullMarked;
