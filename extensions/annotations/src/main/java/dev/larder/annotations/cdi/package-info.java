/**
 * JCache's annotations in CDI 4. Nothing to call: the extension works by being on the class path.
 *
 * <p>JCache marks the members of its annotations with {@code javax.enterprise.util.Nonbinding}, which CDI 4 does not know; so
 * {@link dev.larder.annotations.cdi.LarderCacheExtension} registers them as interceptor bindings whose members are not binding, and
 * enables an interceptor for each, in all archives.
 */
@NullMarked
package dev.larder.annotations.cdi;

import org.jspecify.annotations.NullMarked;
