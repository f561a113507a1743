/** The TCK's annotated beans, made by real containers: Guice and CDI with larder-annotations, and Spring with its own interceptors. */
@NullMarked
package dev.larder.tck.annotations;

import org.jspecify.annotations.NullMarked;
