/** The recipes of {@code docs/migrating.md}, carried out. */
@NullMarked
package dev.larder.migrating;

import org.jspecify.annotations.NullMarked;
