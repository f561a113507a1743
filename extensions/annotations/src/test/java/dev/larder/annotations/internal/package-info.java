/** Tests of the engine's parts. */
@NullMarked
package dev.larder.annotations.internal;

import org.jspecify.annotations.NullMarked;
