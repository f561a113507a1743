/** Hibernate, 6.6 and 7: the same application. */
@NullMarked
package dev.larder.it.hibernate;

import org.jspecify.annotations.NullMarked;
