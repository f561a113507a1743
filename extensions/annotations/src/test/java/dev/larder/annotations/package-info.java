/** Tests of annotations, in Guice and in CDI. Start at {@link dev.larder.annotations.AnnotationsContract}. */
@NullMarked
package dev.larder.annotations;

import org.jspecify.annotations.NullMarked;
