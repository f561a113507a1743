/** Spring, 6.2 and 7: the same application. */
@NullMarked
package dev.larder.it.spring;

import org.jspecify.annotations.NullMarked;
