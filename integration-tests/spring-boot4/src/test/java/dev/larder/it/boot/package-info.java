/** Spring Boot 4. */
@NullMarked
package dev.larder.it.boot;

import org.jspecify.annotations.NullMarked;
