/**
 * Copies of values with Apache Fory, in place of serialization. Start at {@link dev.larder.internal.fory.ForyCopiers}, which the
 * {@link java.util.ServiceLoader} finds. Not API.
 *
 * <p>Fory copies fields, whatever they are: it ignores {@code writeObject}, {@code readResolve} and the like, and copies what is
 * transient. So the rule in front of it ({@link dev.larder.internal.fory.CopyRule}) admits only classes for which that is what
 * serialization does as well; and {@link dev.larder.internal.fory.GraphInspection} looks at each object of a value before it is
 * stored, for its class and for whether anything is shared. What has been stored is private, and so need not be looked at again.
 */
@NullMarked
package dev.larder.internal.fory;

import org.jspecify.annotations.NullMarked;
