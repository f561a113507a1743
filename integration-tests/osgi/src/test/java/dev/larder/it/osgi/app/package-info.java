/** What goes into the application's bundle. */
@NullMarked
package dev.larder.it.osgi.app;

import org.jspecify.annotations.NullMarked;
