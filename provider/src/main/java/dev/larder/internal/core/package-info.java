/** The core. */
@NullMarked
package dev.larder.internal.core;

import org.jspecify.annotations.NullMarked;
