/** JCache's annotations in Guice 7: install {@link dev.larder.annotations.guice.LarderCacheModule}. */
@NullMarked
package dev.larder.annotations.guice;

import org.jspecify.annotations.NullMarked;
